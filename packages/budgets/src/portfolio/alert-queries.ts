import { type Executor, portfolioAlerts } from "@ai-cost/db";
import { and, eq } from "drizzle-orm";
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

/** What is claimed for a person: `sent` is the one of `reached` for which there will be a message. */
export interface PortfolioClaim {
  userId: string;
  month: string;
  reached: readonly ReachedAlert[];
  sent: ReachedAlert;
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  at: Date;
}

/**
 * Claims alerts. Returns the claims that nobody had. Waits for another transaction that claims the same ones,
 * and gets them when that one is rolled back.
 */
export const insertPortfolioClaims = (
  tx: Executor,
  { userId, month, reached, sent, limitMicroUsd, spentMicroUsd, at }: PortfolioClaim,
): Promise<ReachedAlert[]> =>
  tx
    .insert(portfolioAlerts)
    .values(
      reached.map((alert) => ({
        userId,
        month,
        ...alert,
        limitMicroUsd,
        spentMicroUsd,
        isSent: alert === sent,
        decidedAt: at,
      })),
    )
    .onConflictDoNothing()
    .returning(REACHED);
