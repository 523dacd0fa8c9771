import { selectPortfolioChanges } from "@ai-cost/budgets";
import type { Context } from "../context";
import { toDollars } from "../exact-numbers";

/** The history of the person's budget, newest first. */
export async function listPortfolioChanges(
  { db }: Context,
  userId: string,
  before: string | undefined,
) {
  const changes = await selectPortfolioChanges(db, userId, before);
  return changes.map((change) => ({
    id: change.id,
    at: change.changedAt.toISOString(),
    from: settingsOf(change.fromLimitMicroUsd, change.fromThresholds),
    to: settingsOf(change.toLimitMicroUsd, change.toThresholds),
    reason: change.reason,
  }));
}

const settingsOf = (limitMicroUsd: bigint | null, thresholds: number[] | null) =>
  limitMicroUsd === null ? null : { limit: toDollars(limitMicroUsd), thresholds: thresholds ?? [] };
