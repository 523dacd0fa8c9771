import { type Bound, dailySpend, monthlyAgentSpend, monthlyRunSpend } from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { SpendAmounts, SpendChange } from "./rollup-changes";

type KeyName = Exclude<keyof SpendChange, keyof SpendAmounts>;

/** A column of a surface: its name in code, and its name and type in Postgres. */
interface SurfaceColumn<Name> {
  name: Name;
  column: string;
  type: string;
}

/** One table of the read model: what a row is keyed by beneath its project, and what it sums. */
export interface Surface {
  table: string;
  keys: readonly SurfaceColumn<KeyName>[];
  amounts: readonly SurfaceColumn<keyof SpendAmounts>[];
}

const KEY_NAMES: readonly string[] = ["day", "month", "agentType", "pipelineRunId"];
const isKey = (name: string): name is KeyName => KEY_NAMES.includes(name);
const isAmount = (name: string): name is keyof SpendAmounts => !isKey(name) && name !== "projectId";

function surfaceOf(table: PgTable): Surface {
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

export const RUN_SURFACE = surfaceOf(monthlyRunSpend);
export const AGENT_SURFACE = surfaceOf(monthlyAgentSpend);
export const DAY_SURFACE = surfaceOf(dailySpend);

export const columnList = (columns: readonly { column: string }[], prefix = sql``): SQL =>
  sql.join(
    columns.map(({ column }) => sql`${prefix}${sql.identifier(column)}`),
    sql`, `,
  );

/** Adds the rows of `source`, which has the surface's columns, in the order of their keys. */
function addToSurface(surface: Surface, projectId: Bound, source: SQL): SQL {
  const table = sql.identifier(surface.table);
  const added = surface.amounts.map(({ column }) => {
    const amount = sql.identifier(column);
    return sql`${amount} = ${table}.${amount} + excluded.${amount}`;
  });
  return sql`
    insert into ${table} (project_id, ${columnList([...surface.keys, ...surface.amounts])})
    select ${projectId}::uuid, ${columnList([...surface.keys, ...surface.amounts])}
    from ${source}
    order by ${columnList(surface.keys)}
    on conflict (project_id, ${columnList(surface.keys)}) do update set ${sql.join(added, sql`, `)}
    returning 1`;
}

export const countIn = (cte: string): SQL => sql`(select count(*) from ${sql.identifier(cte)})`;

/** For what must come after a CTE that writes. */
export const isDone = (cte: string): SQL => sql`${countIn(cte)} >= 0`;

/**
 * The CTEs `run_written`, `agent_written` and `day_written`, which add to a project's rows of each
 * surface those of its source, and have a row for each that they wrote. The first writes only if
 * `onlyIf` holds. Each waits for the one before, and takes its rows in key order, so that two
 * transactions never wait for each other in a circle.
 */
export const addToSurfaces = (
  projectId: Bound,
  sourceOf: (surface: Surface) => SQL,
  onlyIf: SQL = sql`true`,
): SQL => {
  const add = (surface: Surface, condition: SQL) =>
    addToSurface(surface, projectId, sql`${sourceOf(surface)} where ${condition}`);
  return sql`
    run_written as (${add(RUN_SURFACE, onlyIf)}),
    agent_written as (${add(AGENT_SURFACE, isDone("run_written"))}),
    day_written as (${add(DAY_SURFACE, isDone("agent_written"))})`;
};
