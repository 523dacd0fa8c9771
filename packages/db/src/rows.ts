import { type SQL, sql } from "drizzle-orm";
import type { UsedPrice } from "./schema/credit-transactions";

/** What a bound cell may hold. */
export type Cell = string | number | bigint | boolean | Date | UsedPrice | null;

const bindable = (cell: Cell): string | null => {
  if (cell === null) return null;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
};

/**
 * A list as one parameter, for `= any(…)` and `unnest(…)`. It travels as text and is cast by
 * Postgres, for the driver writes lists of instants and dates wrongly.
 */
export const listOf = (cells: readonly Cell[], type: string): SQL =>
  sql`${sql.param(cells.map(bindable))}::text[]::${sql.raw(type)}[]`;

/**
 * `unnest(…) as "alias"("name", …)`: any number of rows as one parameter a column, so that the text
 * of the statement is the same whatever their number.
 */
export function rowsOf<Name extends string>(
  alias: string,
  types: Readonly<Record<Name, string>>,
  rows: readonly Readonly<Record<Name, Cell>>[],
): SQL {
  const names = Object.keys(types) as Name[];
  const lists = names.map((name) =>
    listOf(
      rows.map((row) => row[name]),
      types[name],
    ),
  );
  const columns = names.map((name) => sql.identifier(name));
  return sql`unnest(${sql.join(lists, sql`, `)}) as ${sql.identifier(alias)}(${sql.join(columns, sql`, `)})`;
}
