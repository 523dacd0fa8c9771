import {
  agentJobs,
  type Bound,
  type Cell,
  chargeKeys,
  creditTransactions,
  type Executor,
  type Lists,
  listsOf,
  pipelineRuns,
  rowsFrom,
} from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { columnList } from "../read-model/rollups";

type Table = typeof pipelineRuns | typeof agentJobs | typeof creditTransactions | typeof chargeKeys;
type Row<Of extends Table> = Omit<Of["$inferSelect"], "projectId">;
type Rows<Of extends Table> = readonly (Row<Of> & Record<string, Cell>)[];

/** A table to insert a project's rows into. */
export interface InsertTarget<Of extends Table> {
  table: string;
  /** All columns except `project_id`. */
  columns: readonly TargetColumn<Of>[];
  /** The column that makes a row unique in its project: the external id or the key. */
  uniqueColumn: TargetColumn<Of>;
}

interface TargetColumn<Of extends Table> {
  name: keyof Row<Of> & string;
  column: string;
  type: string;
}

function targetOf<Of extends Table>(table: Of, uniqueBy: keyof Row<Of> & string): InsertTarget<Of> {
  const columns = Object.entries<PgColumn>(getTableColumns<Table>(table))
    .map(([name, column]) => ({
      name: name as keyof Row<Of> & string,
      column: column.name,
      type: column.getSQLType(),
    }))
    .filter(({ column }) => column !== "project_id");
  const uniqueColumn = columns.find(({ name }) => name === uniqueBy);
  if (!uniqueColumn) throw new Error(`${getTableName(table)} has no ${uniqueBy}`);
  return { table: getTableName(table), columns, uniqueColumn };
}

export const RUNS = targetOf(pipelineRuns, "externalId");
export const JOBS = targetOf(agentJobs, "externalId");
export const TRANSACTIONS = targetOf(creditTransactions, "idempotencyKey");
export const KEYS = targetOf(chargeKeys, "key");

/** Turns the rows into parameters of `insertInto`: one list for each column. */
export const columnLists = <Of extends Table>(
  { columns }: InsertTarget<Of>,
  rows: Rows<Of>,
): Lists =>
  listsOf<string>(
    columns.map(({ name }) => name),
    rows,
  );

/**
 * Returns the statement that inserts rows of one project. It inserts them in the order of
 * `uniqueColumn`, so that two transactions never deadlock. It fails with 23505 if an external id or key
 * is taken.
 */
export function insertInto<Of extends Table>(
  { table, columns, uniqueColumn }: InsertTarget<Of>,
  projectId: Bound,
  rows: Bound<Lists>,
  onlyIf: SQL = sql`true`,
): SQL {
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  const cells = columns.map(({ name }) => sql.identifier(name));
  return sql`
    insert into ${sql.identifier(table)} (project_id, ${columnList(columns)})
    select ${projectId}::uuid, ${sql.join(cells, sql`, `)}
    from ${rowsFrom("row", types, rows)}
    where ${onlyIf}
    order by ${sql.identifier(uniqueColumn.name)}`;
}

/** Inserts a row unless its external id or idempotency key is taken. Returns whether it was inserted. */
export async function insertUnlessTaken<Of extends Table>(
  tx: Executor,
  projectId: string,
  target: InsertTarget<Of>,
  row: Rows<Of>[number],
): Promise<boolean> {
  const inserted = await tx.execute(sql`
    ${insertInto(target, projectId, columnLists(target, [row]))}
    on conflict (project_id, ${sql.identifier(target.uniqueColumn.column)}) do nothing
    returning 1`);
  return inserted.length === 1;
}
