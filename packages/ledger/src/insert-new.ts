import {
  type agentJobs,
  type Cell,
  type creditTransactions,
  type Executor,
  type pipelineRuns,
  rowsOf,
} from "@ai-cost/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { columnList } from "./surfaces";

type Table = typeof pipelineRuns | typeof agentJobs | typeof creditTransactions;
type Row<Of extends Table> = Omit<Of["$inferSelect"], "projectId">;

interface NewRows<Of extends Table> {
  table: Of;
  uniqueBy: "external_id" | "idempotency_key";
  rows: readonly (Row<Of> & Record<string, Cell>)[];
}

/**
 * The statement that inserts rows of one project and returns one for each that went in: none for a
 * name that is there already. In the order of the names that they are unique by, so that two
 * transactions never wait for each other in a circle. Inserts nothing unless `onlyIf` holds.
 */
export function insertion<Of extends Table>(
  projectId: string,
  { table, uniqueBy, rows }: NewRows<Of>,
  onlyIf: SQL = sql`true`,
): SQL {
  const columns = Object.entries(getTableColumns(table))
    .filter(([name]) => name !== "projectId")
    .map(([name, column]) => ({ name, column: column.name, type: column.getSQLType() }));
  const types = Object.fromEntries(columns.map(({ column, type }) => [column, type]));
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, column }) => [column, row[name] ?? null])),
  );
  return sql`
    insert into ${sql.identifier(getTableName(table))} (project_id, ${columnList(columns)})
    select ${projectId}::uuid, ${columnList(columns)}
    from ${rowsOf("row", types, cells)}
    where ${onlyIf}
    order by ${sql.identifier(uniqueBy)}
    on conflict (project_id, ${sql.identifier(uniqueBy)}) do nothing
    returning 1`;
}

/** Inserts rows of one project; answers how many went in: fewer than given when a name is there already. */
export async function insertNew<Of extends Table>(
  tx: Executor,
  projectId: string,
  newRows: NewRows<Of>,
): Promise<number> {
  return (await tx.execute(insertion(projectId, newRows))).length;
}
