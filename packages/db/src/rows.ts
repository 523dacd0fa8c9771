import { type SQL, sql } from "drizzle-orm";
import type { Bound } from "./bound";
import type { UsedPrice } from "./schema/credit-transactions";

/** What a bound cell may hold. */
export type Cell = string | number | bigint | boolean | Date | UsedPrice | null;

/** A cell in a list as Postgres writes lists. */
function inList(cell: Cell): string {
  if (typeof cell === "string") return quoted(cell);
  if (cell === null) return "null";
  if (typeof cell !== "object") return String(cell);
  return cell instanceof Date ? `"${cell.toISOString()}"` : quoted(JSON.stringify(cell));
}

const quoted = (text: string): string =>
  text.includes('"') || text.includes("\\") ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;

const asList = (cells: readonly Cell[]): string => `{${cells.map(inList).join(",")}}`;

/**
 * A list as one parameter, for `= any(…)`. It travels as Postgres writes lists, for the driver would
 * write those of instants and dates wrongly.
 */
export const listOf = (cells: readonly Cell[], type: string): SQL =>
  sql`${asList(cells)}::${sql.raw(type)}[]`;

type Row<Name extends string> = Readonly<Record<Name, Cell>>;

/** Rows as they travel: a list for each column. */
export type Lists<Name extends string = string> = Readonly<Record<Name, string>>;

export const listsOf = <Name extends string>(
  names: readonly Name[],
  rows: readonly Row<Name>[],
): Lists<Name> =>
  Object.fromEntries(
    names.map((name) => [name, asList(rows.map((row) => row[name]))]),
  ) as Lists<Name>;

/**
 * The rows of `lists` as `"alias"("name", …)`: any number of them as one parameter a column, so that
 * the text of the statement is the same whatever their number.
 */
export function rowsFrom<Name extends string>(
  alias: string,
  types: Readonly<Record<Name, string>>,
  lists: Readonly<Record<Name, Bound>>,
): SQL {
  const names = Object.keys(types) as Name[];
  const cells = names.map((name) => sql`${lists[name]}::${sql.raw(types[name])}[]`);
  const columns = names.map((name) => sql.identifier(name));
  return sql`unnest(${sql.join(cells, sql`, `)}) as ${sql.identifier(alias)}(${sql.join(columns, sql`, `)})`;
}

/** The same of rows that are at hand. */
export const rowsOf = <Name extends string>(
  alias: string,
  types: Readonly<Record<Name, string>>,
  rows: readonly Row<Name>[],
): SQL => rowsFrom(alias, types, listsOf(Object.keys(types) as Name[], rows));
