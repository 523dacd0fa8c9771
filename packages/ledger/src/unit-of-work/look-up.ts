import { type Bound, type Cell, listOf } from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, Subquery, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

export interface LookUp {
  projectId: Bound;
  /** The column to look in. An index starts with the project and this column. */
  column: PgColumn;
}

/**
 * Returns the rows of a project whose column has a value, as a subquery. `value` can be a column of the
 * tables before it, because the subquery is for a lateral join. With `lock`, the rows are locked.
 */
// With `= any(…)`, or a comparison with `=`, Postgres may read all rows of a project by another index when
// the table has no recent statistics, or when it keeps the plan of an earlier time. Only the index of the
// column gives the order, and Postgres does not see that a range from a value to itself needs none.
export function rowsWith({ projectId, column }: LookUp, value: SQL, lock: SQL = sql``): SQL {
  const name = sql.identifier(column.name);
  return sql`(
    select * from ${column.table} as candidate
    where candidate.project_id = ${projectId}
      and candidate.${name} >= ${value} and candidate.${name} <= ${value}
    order by candidate.${name} ${lock}
  )`;
}

/** A list as a subquery `wanted` with the column `value`, in the order of the values. `type` is the Postgres type. */
export const wantedValues = (values: readonly Cell[], type: string): SQL =>
  sql`(select unnest(${listOf(values, type)}) as value order by value) as wanted`;

/**
 * Returns a subquery with the rows for each of the `wanted` values, in the order of the values. Its column
 * `value` is the wanted value.
 */
export const rowsWithEach = (wanted: SQL, lookUp: LookUp, lock?: SQL): Subquery =>
  named(
    lookUp.column.table,
    sql`select * from ${wanted} cross join lateral ${rowsWith(lookUp, sql`wanted.value`, lock)} as found`,
  );

/** Gives rows of a table the name of the table, so that Drizzle can select its columns from them. */
export const named = (table: PgTable, rows: SQL): Subquery =>
  new Subquery(rows, getTableColumns(table), getTableName(table));

export const FOR_UPDATE = sql`for no key update`;
