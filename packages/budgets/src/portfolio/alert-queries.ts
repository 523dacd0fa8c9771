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

interface PortfolioClaims {
  userId: string;
  month: string;
  /** With the one that is sent last. */
  reached: readonly ReachedAlert[];
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  at: Date;
}

/**
 * Claims alerts. Returns false, and claims none of them, when the one that is sent was claimed by another
 * transaction; until that one ends, it waits. All callers claim the most urgent one first, so they never
 * deadlock.
 */
export async function insertPortfolioClaims(
  tx: Executor,
  { reached, at: decidedAt, ...common }: PortfolioClaims,
): Promise<boolean> {
  const [sent, ...others] = reached
    .toReversed()
    .map((alert) => ({ ...common, ...alert, decidedAt }));
  if (!sent) return false;
  const claimed = await tx
    .insert(portfolioAlerts)
    .values({ ...sent, isSent: true })
    .onConflictDoNothing()
    .returning(REACHED);
  if (claimed.length === 0) return false;
  const rows = others.map((alert) => ({ ...alert, isSent: false }));
  if (rows.length > 0) await tx.insert(portfolioAlerts).values(rows).onConflictDoNothing();
  return true;
}
