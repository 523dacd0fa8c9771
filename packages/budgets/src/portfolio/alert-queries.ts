import { type Executor, portfolioAlerts } from "@ai-cost/db";
import { and, desc, eq } from "drizzle-orm";
import { claimAlerts } from "../alerts/claim-alerts";
import type { ReachedAlert } from "../alerts/reached-alerts";

const { kind, threshold, version, isSent, decidedAt } = portfolioAlerts;
const REACHED = { kind, threshold, version };

/**
 * The last alert of each kind and threshold of a person that was decided before in the month, and the last that
 * was sent, oldest first. A budget that changes all the time has any number of earlier ones.
 */
export function selectPortfolioAlerts(db: Executor, userId: string, month: string) {
  const last = db
    .selectDistinctOn([kind, threshold, isSent], { ...REACHED, isSent, decidedAt })
    .from(portfolioAlerts)
    .where(and(eq(portfolioAlerts.userId, userId), eq(portfolioAlerts.month, month)))
    .orderBy(kind, threshold, isSent, desc(version))
    .as("last");
  return db.select().from(last).orderBy(last.decidedAt, last.threshold);
}

interface PortfolioClaims {
  userId: string;
  month: string;
  /** With the one that is sent last. */
  reached: readonly ReachedAlert[];
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  at: Date;
}

/** Claims alerts of one person, as `claimAlerts` says. */
export const insertPortfolioClaims = (
  tx: Executor,
  { reached, at: decidedAt, ...common }: PortfolioClaims,
): Promise<boolean> =>
  claimAlerts(reached, (rows) =>
    tx
      .insert(portfolioAlerts)
      .values(rows.map((row) => ({ ...common, ...row, decidedAt })))
      .onConflictDoNothing()
      .returning(REACHED),
  );
