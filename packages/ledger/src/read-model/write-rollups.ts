import { type Bound, type Executor, type Lists, listsOf, rowsFrom } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { RollupChanges } from "./rollup-changes";
import { AGENT_ROLLUP, addToRollups, DAY_ROLLUP, type Rollup, RUN_ROLLUP } from "./rollups";

/** The rows to add to each rollup, as statement parameters: one list for each column. */
export type RollupLists = Record<"runSpend" | "agentSpend" | "daySpend", Lists>;

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
  await tx.execute(sql`with ${rollupCtes(projectId, rollupLists(changes))} select`);
}

export const rollupLists = (changes: RollupChanges): RollupLists => ({
  runSpend: listsIn(RUN_ROLLUP, changes),
  agentSpend: listsIn(AGENT_ROLLUP, changes),
  daySpend: listsIn(DAY_ROLLUP, changes),
});

/** Returns the CTEs that add the rows of `lists` to the rollups. The first CTE writes only if `onlyIf` holds. */
export function rollupCtes(
  projectId: Bound,
  { runSpend, agentSpend, daySpend }: Bound<RollupLists>,
  onlyIf?: SQL,
): SQL {
  const lists = new Map([
    [RUN_ROLLUP, runSpend],
    [AGENT_ROLLUP, agentSpend],
    [DAY_ROLLUP, daySpend],
  ]);
  return addToRollups(projectId, (rollup) => sourceOf(rollup, lists.get(rollup) ?? {}), onlyIf);
}

const columnsOf = ({ keys, amounts }: Rollup) => [...keys, ...amounts];

function sourceOf(rollup: Rollup, lists: Bound<Lists>): SQL {
  const types = columnsOf(rollup).map(({ column, type }) => [column, type]);
  return rowsFrom("change", Object.fromEntries(types), lists);
}

function listsIn(rollup: Rollup, changes: RollupChanges): Lists {
  const columns = columnsOf(rollup);
  const rows = changes
    .sumBy(rollup.keys.map(({ name }) => name))
    .filter((sum) => rollup.amounts.some(({ name }) => sum[name] !== 0n))
    .map((sum) => Object.fromEntries(columns.map(({ name, column }) => [column, sum[name]])));
  return listsOf<string>(
    columns.map(({ column }) => column),
    rows,
  );
}
