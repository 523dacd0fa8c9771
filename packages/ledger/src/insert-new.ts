import {
  type agentJobs,
  type Cell,
  type creditTransactions,
  type Executor,
  type pipelineRuns,
  rowsOf,
} from "@ai-cost/db";
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { columnList } from "./surfaces";

type Table = typeof pipelineRuns | typeof agentJobs | typeof creditTransactions;
type Row<Of extends Table> = Omit<Of["$inferSelect"], "projectId">;

/**
 * Inserts rows of one project, in the order of the names that they are unique by, so that two
 * transactions never wait for each other in a circle. Answers how many went in: fewer than given
 * when a name is there already.
 */
export async function insertNew<Of extends Table>(
  tx: Executor,
  projectId: string,
  table: Of,
  uniqueBy: "external_id" | "idempotency_key",
  rows: readonly (Row<Of> & Record<string, Cell>)[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = Object.entries(getTableColumns(table))
    .filter(([name]) => name !== "projectId")
    .map(([name, column]) => ({ name, column: column.name, type: column.getSQLType() }));
  const types = Object.fromEntries(columns.map(({ column, type }) => [column, type]));
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, column }) => [column, row[name] ?? null])),
  );
  const inserted = await tx.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (project_id, ${columnList(columns)})
    select ${projectId}::uuid, ${columnList(columns)}
    from ${rowsOf("row", types, cells)}
    order by ${sql.identifier(uniqueBy)}
    on conflict (project_id, ${sql.identifier(uniqueBy)}) do nothing
    returning id`);
  return inserted.length;
}
