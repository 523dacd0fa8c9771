import { type Bound, type Cell, type Executor, type Lists, listsOf, rowsFrom } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { RollupChanges } from "./rollup-changes";
import {
  AGENT_ROLLUP,
  addToRollups,
  DAY_ROLLUP,
  ROLLUPS,
  type Rollup,
  RUN_ROLLUP,
  SPEND_ROLLUPS,
  USAGE_GAP_ROLLUP,
  USAGE_ROLLUP,
} from "./rollups";

/** The rows to add to each rollup, as statement parameters: one list for each column. */
export type RollupLists = Record<
  "runSpend" | "agentSpend" | "usage" | "daySpend" | "usageGaps",
  Lists
>;

/**
 * Adds a transaction's changes to the rollups. Call it near the end of the transaction, so that other
 * writers wait for these rows as briefly as possible. Only the key of a run or job report is inserted
 * later.
 */
export async function writeRollups(
  tx: Executor,
  projectId: string,
  changes: RollupChanges,
): Promise<void> {
  if (changes.isEmpty) return;
  const rollups = rollupsOf(changes);
  await tx.execute(sql`with ${rollupCtes(rollups, projectId, rollupLists(changes))} select`);
}

/** The rollups to write. Most changes have no usage gap, and their statement does not touch that rollup. */
export const rollupsOf = ({ usageGaps }: RollupChanges): readonly Rollup[] =>
  usageGaps.length > 0 ? ROLLUPS : SPEND_ROLLUPS;

export const rollupLists = (changes: RollupChanges): RollupLists => ({
  runSpend: listsIn(RUN_ROLLUP, changes.sumBy(["month", "pipelineRunId"])),
  agentSpend: listsIn(AGENT_ROLLUP, changes.sumBy(["month", "agentType"])),
  usage: listsIn(USAGE_ROLLUP, changes.usageRows()),
  daySpend: listsIn(DAY_ROLLUP, changes.sumBy(["day"])),
  usageGaps: listsIn(USAGE_GAP_ROLLUP, changes.usageGaps),
});

/** Returns the CTEs that add the rows of `lists` to the rollups: after another CTE and only if a condition holds. */
export function rollupCtes(
  rollups: readonly Rollup[],
  projectId: Bound,
  { runSpend, agentSpend, usage, daySpend, usageGaps }: Bound<RollupLists>,
  conditions?: Parameters<typeof addToRollups>[3],
): SQL {
  const lists = new Map([
    [RUN_ROLLUP, runSpend],
    [AGENT_ROLLUP, agentSpend],
    [USAGE_ROLLUP, usage],
    [DAY_ROLLUP, daySpend],
    [USAGE_GAP_ROLLUP, usageGaps],
  ]);
  const sourceIn = (rollup: Rollup) => sourceOf(rollup, lists.get(rollup) ?? {});
  return addToRollups(rollups, projectId, sourceIn, conditions);
}

const columnsOf = ({ keys, amounts }: Rollup) => [...keys, ...amounts];

function sourceOf(rollup: Rollup, lists: Bound<Lists>): SQL {
  const types = columnsOf(rollup).map(({ column, type }) => [column, type]);
  return rowsFrom("change", Object.fromEntries(types), lists);
}

function listsIn(rollup: Rollup, sums: readonly Readonly<Record<string, Cell>>[]): Lists {
  const columns = columnsOf(rollup);
  const rows = sums
    .filter((sum) => rollup.amounts.some(({ name }) => sum[name] !== 0n))
    .map((sum) =>
      Object.fromEntries(columns.map(({ name, column }) => [column, sum[name] ?? null])),
    );
  return listsOf<string>(
    columns.map(({ column }) => column),
    rows,
  );
}
