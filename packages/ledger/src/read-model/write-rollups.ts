import { type Bound, type Cell, type Executor, type Lists, listsOf } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import { failIfNearlyFull, monthLists } from "../month-limits/nearly-full";
import type { RollupChanges } from "./rollup-changes";
import {
  AGENT_ROLLUP,
  addToRollups,
  columnList,
  DAY_ROLLUP,
  ROLLUPS,
  type Rollup,
  RUN_ROLLUP,
  SPEND_ROLLUPS,
  USAGE_GAP_ROLLUP,
  USAGE_ROLLUP,
} from "./rollups";

/**
 * The rows to add to each rollup, as statement parameters: one list for each key column, and one list with
 * all amounts.
 */
export type RollupLists = Record<
  "runSpend" | "agentSpend" | "usage" | "daySpend" | "usageGaps",
  Lists
>;

/**
 * Adds a transaction's changes to the rollups. Call it near the end of the transaction, so that other
 * writers wait for the locked rollup rows as briefly as possible. Only the key of a run or job report is
 * inserted later. Fails when a month would be nearly full, or with `isExact` when it would be full.
 */
export async function writeRollups(
  tx: Executor,
  projectId: string,
  changes: RollupChanges,
  { isExact }: { isExact: boolean },
): Promise<void> {
  if (changes.isEmpty) return;
  const ctes = rollupCtes(rollupsOf(changes), projectId, rollupLists(changes));
  const check = failIfNearlyFull(projectId, monthLists(changes), { isExact });
  await tx.execute(sql`with ${ctes} select ${check}`);
}

/** The rollups that the changes affect. Most changes have no usage gap, so their statement leaves out that rollup. */
export const rollupsOf = ({ usageGaps }: RollupChanges): readonly Rollup[] =>
  usageGaps.length > 0 ? ROLLUPS : SPEND_ROLLUPS;

export const rollupLists = (changes: RollupChanges): RollupLists => ({
  runSpend: listsIn(RUN_ROLLUP, changes.sumBy(["month", "pipelineRunId"])),
  agentSpend: listsIn(AGENT_ROLLUP, changes.sumBy(["month", "agentType"])),
  usage: listsIn(USAGE_ROLLUP, changes.usageRows()),
  daySpend: listsIn(DAY_ROLLUP, changes.sumBy(["day"])),
  usageGaps: listsIn(USAGE_GAP_ROLLUP, changes.usageGaps),
});

/**
 * Returns the CTEs that add the rows of `lists` to the rollups. They run after the CTE `after`, and write
 * only if `onlyIf` holds.
 */
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

/** The name of the list that has the amounts of all rows, one row after the other. */
const AMOUNTS = "amounts";

/**
 * Returns the rows of `lists`. All amounts are one parameter, because Postgres processes one large array
 * faster than many small ones.
 */
function sourceOf({ keys, amounts }: Rollup, lists: Bound<Lists>): SQL {
  const columns = columnList(keys);
  const cells = keys.map(({ column, type }) => sql`${lists[column]}::${sql.raw(type)}[]`);
  const values = amounts.map(
    ({ column }, index) =>
      sql`${sql.raw(`flat[(place - 1) * ${amounts.length} + ${index + 1}]`)} as ${sql.identifier(column)}`,
  );
  return sql`(
    select ${columns}, ${sql.join(values, sql`, `)}
    from unnest(${sql.join(cells, sql`, `)}) with ordinality as listed(${columns}, place),
      (select ${lists[AMOUNTS]}::bigint[] as flat offset 0) as packed
  ) as change`;
}

function listsIn(
  { keys, amounts }: Rollup,
  sums: readonly Readonly<Record<string, Cell>>[],
): Lists {
  const rows = sums.filter((sum) => amounts.some(({ name }) => sum[name] !== 0n));
  const keysOf = (row: Readonly<Record<string, Cell>>) =>
    Object.fromEntries(keys.map(({ name, column }) => [column, row[name] ?? null]));
  const flat = rows.flatMap((row) => amounts.map(({ name }) => row[name]));
  return {
    ...listsOf<string>(
      keys.map(({ column }) => column),
      rows.map(keysOf),
    ),
    [AMOUNTS]: `{${flat.join(",")}}`,
  };
}
