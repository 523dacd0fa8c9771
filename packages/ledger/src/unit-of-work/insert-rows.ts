import {
  agentJobs,
  type Bound,
  type Cell,
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

type Table = typeof pipelineRuns | typeof agentJobs | typeof creditTransactions;
type Row<Of extends Table> = Omit<Of["$inferSelect"], "projectId">;
type Rows<Of extends Table> = readonly (Row<Of> & Record<string, Cell>)[];

/** A table that new rows of a project go into. */
export interface Target<Of extends Table> {
  table: string;
  /** All but the project's. */
  columns: readonly TargetColumn<Of>[];
  /** Of these the one that a row is unique by beneath its project: its reporter's name. */
  nameColumn: TargetColumn<Of>;
}

interface TargetColumn<Of extends Table> {
  name: keyof Row<Of> & string;
  column: string;
  type: string;
}

function targetOf<Of extends Table>(table: Of, uniqueBy: keyof Row<Of> & string): Target<Of> {
  const columns = Object.entries<PgColumn>(getTableColumns<Table>(table)).map(([name, column]) => ({
    name: name as keyof Row<Of> & string,
    column: column.name,
    type: column.getSQLType(),
  }));
  const own = columns.filter(({ column }) => column !== "project_id");
  const [nameColumn] = own.filter(({ name }) => name === uniqueBy);
  if (!nameColumn) throw new Error(`${getTableName(table)} has no ${uniqueBy}`);
  return { table: getTableName(table), columns: own, nameColumn };
}

export const NEW_RUNS = targetOf(pipelineRuns, "externalId");
export const NEW_JOBS = targetOf(agentJobs, "externalId");
export const NEW_ENTRIES = targetOf(creditTransactions, "idempotencyKey");

/** The rows as an `insertion` takes them. */
export const listsFor = <Of extends Table>({ columns }: Target<Of>, rows: Rows<Of>): Lists =>
  listsOf<string>(
    columns.map(({ name }) => name),
    rows,
  );

/**
 * The statement that inserts rows of one project, in the order of the names that they are unique by, so
 * that two transactions never wait for each other in a circle. Fails with 23505 where a name is taken.
 */
export function insertion<Of extends Table>(
  { table, columns, nameColumn }: Target<Of>,
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
    order by ${sql.identifier(nameColumn.name)}`;
}

/** Inserts a row of a project; answers whether its name was not there yet. */
export async function insertNew<Of extends Table>(
  tx: Executor,
  projectId: string,
  target: Target<Of>,
  row: Rows<Of>[number],
): Promise<boolean> {
  const { nameColumn } = target;
  const inserted = await tx.execute(sql`
    ${insertion(target, projectId, listsFor(target, [row]))}
    on conflict (project_id, ${sql.identifier(nameColumn.column)}) do nothing
    returning 1`);
  return inserted.length === 1;
}
