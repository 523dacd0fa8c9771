import { selectBudgetChanges } from "@ai-cost/budgets";
import type { ReadContext } from "../context";
import { toDollars } from "../exact-numbers";
import { toScopeOutput } from "./schema";

/** The history of the project's budgets, newest first. */
export async function listChanges(
  { db }: ReadContext,
  projectId: string,
  before: string | undefined,
) {
  const changes = await selectBudgetChanges(db, projectId, before);
  return changes.map((change) => ({
    id: change.id,
    at: change.changedAt.toISOString(),
    scope: toScopeOutput({ kind: change.scopeKind, value: change.scopeValue }),
    actor: change.actor,
    from: settingsOf(change.fromLimitMicroUsd, change.fromThresholds, change.fromBlocks),
    to: settingsOf(change.toLimitMicroUsd, change.toThresholds, change.toBlocks),
    reason: change.reason,
  }));
}

const settingsOf = (
  limitMicroUsd: bigint | null,
  thresholds: number[] | null,
  blocks: boolean | null,
) =>
  thresholds && {
    limit: limitMicroUsd === null ? null : toDollars(limitMicroUsd),
    thresholds,
    blocks: blocks === true,
  };
