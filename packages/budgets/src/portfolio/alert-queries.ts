import { type Executor, portfolioAlerts } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
import { claimAlerts } from "../alerts/claim-alerts";
import type { ReachedAlert } from "../alerts/reached-alerts";

const { kind, threshold, version, isSent, decidedAt } = portfolioAlerts;
const REACHED = { kind, threshold, version };

/** The alerts of a person and a month that were decided before, oldest first. */
export const selectPortfolioAlerts = (db: Executor, userId: string, month: string) =>
  db
    .select({ ...REACHED, isSent, decidedAt })
    .from(portfolioAlerts)
    .where(and(eq(portfolioAlerts.userId, userId), eq(portfolioAlerts.month, month)))
    .orderBy(decidedAt, threshold);

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
