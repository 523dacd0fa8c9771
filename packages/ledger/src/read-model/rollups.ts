import {
  type Bound,
  dailySpend,
  dailyUsage,
  monthlyAgentSpend,
  monthlyRunSpend,
  monthlyUsageGaps,
} from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** A column of a rollup: its name in the code, its name in Postgres and its type in Postgres. */
interface RollupColumn {
  name: string;
  column: string;
  type: string;
}

/** One table of the read model. It has one row for each value of `keys` in a project. The row sums `amounts`. */
export interface Rollup {
  table: string;
  keys: readonly RollupColumn[];
  amounts: readonly RollupColumn[];
  /** The name of the CTE that adds rows to the table. */
  written: string;
}

const KEYS = ["grain", "day", "month", "agentType", "model", "pipelineRunId", "source", "usageGap"];

function rollupOf(table: PgTable, written: string): Rollup {
  const columns = Object.entries(getTableColumns(table))
    .filter(([name]) => name !== "projectId")
    .map(([name, column]) => ({ name, column: column.name, type: column.getSQLType() }));
  return {
    table: getTableName(table),
    keys: columns.filter(({ name }) => KEYS.includes(name)),
    amounts: columns.filter(({ name }) => !KEYS.includes(name)),
    written,
  };
}

export const RUN_ROLLUP = rollupOf(monthlyRunSpend, "run_written");
export const AGENT_ROLLUP = rollupOf(monthlyAgentSpend, "agent_written");
export const DAY_ROLLUP = rollupOf(dailySpend, "day_written");
export const USAGE_ROLLUP = rollupOf(dailyUsage, "usage_written");
export const USAGE_GAP_ROLLUP = rollupOf(monthlyUsageGaps, "gap_written");

/** The rollups in which every charge counts. */
export const SPEND_ROLLUPS = [RUN_ROLLUP, AGENT_ROLLUP, USAGE_ROLLUP, DAY_ROLLUP];
/** All rollups, in the order in which they are written. */
export const ROLLUPS = [...SPEND_ROLLUPS, USAGE_GAP_ROLLUP];

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

/**
 * Returns an SQL condition that is always true. It reads the CTE, so a statement with this condition runs
 * after the CTE.
 */
export const isDone = (cte: string): SQL => sql`${countIn(cte)} >= 0`;

/**
 * Returns an SQL condition that is always true. A statement with this condition runs after all these
 * rollups are written.
 */
export const areWritten = (rollups: readonly Rollup[]): SQL =>
  isDone(rollups.at(-1)?.written ?? "");

/**
 * Returns a CTE for each rollup, with the name `written`. It adds the rows of `sourceOf` to a project's
 * rollup and returns one row for each rollup row that it wrote. The CTEs run one after the other, the
 * first one after the CTE `after`, and write in key order, so that two transactions never deadlock. They
 * write only if `onlyIf` holds.
 */
export function addToRollups(
  rollups: readonly Rollup[],
  projectId: Bound,
  sourceOf: (rollup: Rollup) => SQL,
  { after, onlyIf = sql`true` }: { after?: string; onlyIf?: SQL } = {},
): SQL {
  const ctes = rollups.map((rollup, index) => {
    const before = rollups[index - 1]?.written ?? after;
    const condition = before === undefined ? onlyIf : sql`${onlyIf} and ${isDone(before)}`;
    const add = addToRollup(rollup, projectId, sql`${sourceOf(rollup)} where ${condition}`);
    return sql`${sql.identifier(rollup.written)} as (${add})`;
  });
  return sql.join(ctes, sql`, `);
}
