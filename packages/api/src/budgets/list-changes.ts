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
    from: settingsOf({
      limitMicroUsd: change.fromLimitMicroUsd,
      thresholds: change.fromThresholds,
      blocks: change.fromBlocks,
      channelIds: change.fromChannelIds,
    }),
    to: settingsOf({
      limitMicroUsd: change.toLimitMicroUsd,
      thresholds: change.toThresholds,
      blocks: change.toBlocks,
      channelIds: change.toChannelIds,
    }),
    reason: change.reason,
  }));
}

interface ChangedColumns {
  limitMicroUsd: bigint | null;
  thresholds: number[] | null;
  blocks: boolean | null;
  channelIds: string[] | null;
}

const settingsOf = ({ limitMicroUsd, thresholds, blocks, channelIds }: ChangedColumns) =>
  thresholds && {
    limit: limitMicroUsd === null ? null : toDollars(limitMicroUsd),
    thresholds,
    blocks: blocks === true,
    channelIds,
  };
