import { type Bound, dailySpend, monthlyAgentSpend, monthlyRunSpend } from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { RollupAmounts, RollupKeys } from "./rollup-changes";

/** A column of a rollup: its name in the code, and its name and type in Postgres. */
interface RollupColumn<Name> {
  name: Name;
  column: string;
  type: string;
}

/** One table of the read model. Its rows are unique by the project and `keys`, and sum `amounts`. */
export interface Rollup {
  table: string;
  keys: readonly RollupColumn<keyof RollupKeys>[];
  amounts: readonly RollupColumn<keyof RollupAmounts>[];
}

const KEYS: readonly string[] = ["day", "month", "agentType", "pipelineRunId"];
const isKey = (name: string): name is keyof RollupKeys => KEYS.includes(name);
const isAmount = (name: string): name is keyof RollupAmounts =>
  !isKey(name) && name !== "projectId";

function rollupOf(table: PgTable): Rollup {
  const columns = Object.entries(getTableColumns(table)).map(([name, column]) => ({
    name,
    column: column.name,
    type: column.getSQLType(),
  }));
  return {
    table: getTableName(table),
    keys: columns.flatMap(({ name, ...rest }) => (isKey(name) ? [{ name, ...rest }] : [])),
    amounts: columns.flatMap(({ name, ...rest }) => (isAmount(name) ? [{ name, ...rest }] : [])),
  };
}

export const RUN_ROLLUP = rollupOf(monthlyRunSpend);
export const AGENT_ROLLUP = rollupOf(monthlyAgentSpend);
export const DAY_ROLLUP = rollupOf(dailySpend);

export const columnList = (columns: readonly { column: string }[]): SQL =>
  sql.join(
    columns.map(({ column }) => sql.identifier(column)),
    sql`, `,
  );

/**
 * Returns an upsert that adds the rows of `source` to a rollup in the order of their keys. `source` has
 * the rollup's columns.
 */
function addToRollup(rollup: Rollup, projectId: Bound, source: SQL): SQL {
  const table = sql.identifier(rollup.table);
  const sums = rollup.amounts.map(({ column }) => {
    const amount = sql.identifier(column);
    return sql`${amount} = ${table}.${amount} + excluded.${amount}`;
  });
  const columns = columnList([...rollup.keys, ...rollup.amounts]);
  return sql`
    insert into ${table} (project_id, ${columns})
    select ${projectId}::uuid, ${columns}
    from ${source}
    order by ${columnList(rollup.keys)}
    on conflict (project_id, ${columnList(rollup.keys)}) do update set ${sql.join(sums, sql`, `)}
    returning 1`;
}

export const countIn = (cte: string): SQL => sql`(select count(*) from ${sql.identifier(cte)})`;

/** A condition that is always true. It reads the CTE, so a statement with this condition runs after the CTE. */
export const isDone = (cte: string): SQL => sql`${countIn(cte)} >= 0`;

/**
 * Returns the CTEs `run_written`, `agent_written` and `day_written`. Each CTE adds the rows of
 * `sourceOf` to one of a project's rollups, and returns one row for each rollup row that it wrote. The
 * first CTE writes only if `onlyIf` holds. The CTEs run one after the other and write in key order, so
 * that two transactions never deadlock.
 */
export const addToRollups = (
  projectId: Bound,
  sourceOf: (rollup: Rollup) => SQL,
  onlyIf: SQL = sql`true`,
): SQL => {
  const add = (rollup: Rollup, condition: SQL) =>
    addToRollup(rollup, projectId, sql`${sourceOf(rollup)} where ${condition}`);
  return sql`
    run_written as (${add(RUN_ROLLUP, onlyIf)}),
    agent_written as (${add(AGENT_ROLLUP, isDone("run_written"))}),
    day_written as (${add(DAY_ROLLUP, isDone("agent_written"))})`;
};
