import { creditTransactions, listsOf, type Statement } from "@ai-cost/db";
import { getTableColumns } from "drizzle-orm";

/**
 * The columns of the ledger table, each with its name in TypeScript, its name in Postgres and its
 * type in Postgres.
 */
const COLUMNS = Object.entries(getTableColumns(creditTransactions)).map(([name, column]) => ({
  name: name as keyof LedgerRow,
  column: column.name,
  type: column.getSQLType(),
}));

export type LedgerRow = typeof creditTransactions.$inferSelect;

const INSERT = `insert into credit_transactions (${COLUMNS.map(({ column }) => column)})`;
const INSERT_ONE = `${INSERT} values (${COLUMNS.map(({ type }, index) => `$${index + 1}::${type}`)})`;
const INSERT_MANY = `${INSERT} select * from unnest(${COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`)})`;

/**
 * Returns a statement that inserts these rows. The parameters are the values of the row if there is
 * only one, and one array for each column otherwise. The statement's text is therefore the same for
 * any number of rows from two on, so Postgres prepares it only once.
 */
export function insertStatement(rows: readonly LedgerRow[]): Statement {
  const names = COLUMNS.map(({ name }) => name);
  const [row] = rows;
  if (rows.length === 1 && row)
    return { text: INSERT_ONE, parameters: names.map((name) => parameterOf(row[name])) };
  const lists = listsOf(names, rows);
  return { text: INSERT_MANY, parameters: names.map((name) => lists[name]) };
}

function parameterOf(value: LedgerRow[keyof LedgerRow]): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
