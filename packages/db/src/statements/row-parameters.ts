import { type SQL, sql } from "drizzle-orm";
import type { ChargedUnits, CostByKind, UsedPrice } from "../schema/credit-transactions";
import type { Bound } from "./compile-statement";

/** A value in a row. An object is written as JSON. */
export type Cell =
  | string
  | number
  | bigint
  | boolean
  | Date
  | UsedPrice
  | CostByKind
  | ChargedUnits
  | null;

/** Writes a cell as an element of a Postgres array literal. */
function arrayElement(cell: Cell): string {
  if (typeof cell === "string") return quoted(cell);
  if (cell === null) return "null";
  if (typeof cell !== "object") return String(cell);
  // The JSON of a JSON text escapes only quotes and backslashes, as an array literal does.
  return cell instanceof Date ? `"${cell.toISOString()}"` : JSON.stringify(JSON.stringify(cell));
}

const quoted = (text: string): string =>
  text.includes('"') || text.includes("\\") ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;

/** Writes an array literal. Neighbouring cells of a column are often the same, so they are written once. */
function literalOf(cells: readonly Cell[]): string {
  let last: Cell | undefined;
  let element = "";
  const elements = cells.map((cell) => {
    if (cell !== last) element = arrayElement(cell);
    last = cell;
    return element;
  });
  return `{${elements.join(",")}}`;
}

/**
 * A list as one parameter, for `= any(…)`. `type` is the element's Postgres type. The list travels as
 * an array literal, because the driver would write instants and dates wrongly.
 */
export const listOf = (cells: readonly Cell[], type: string): SQL =>
  sql`${literalOf(cells)}::${sql.raw(type)}[]`;

type Row<Name extends string> = Readonly<Record<Name, Cell>>;

/** Rows in the form in which they are sent: one array literal for each column. */
export type Lists<Name extends string = string> = Readonly<Record<Name, string>>;

/**
 * Turns rows into one array literal for each column in `names`. A column without a value becomes an empty
 * array, which `unnest` fills up with nulls. The first column always has all its cells, so that the number
 * of rows stays known.
 */
export const listsOf = <Name extends string>(
  names: readonly Name[],
  rows: readonly Row<Name>[],
): Lists<Name> =>
  Object.fromEntries(
    names.map((name, index) => {
      const isEmpty = index > 0 && rows.every((row) => row[name] === null);
      return [name, isEmpty ? "{}" : literalOf(rows.map((row) => row[name]))];
    }),
  ) as Lists<Name>;

/**
 * Returns the rows of `lists` as `unnest(…) as "alias"("name", …)`, with a Postgres type for each
 * column. Each column is one parameter, so the text of the statement is the same for any number of rows.
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

/**
 * Turns rows into `unnest(…) as "alias"("name", …)` with one parameter for each column. `types` gives
 * each column's Postgres type.
 */
export const rowsOf = <Name extends string>(
  alias: string,
  types: Readonly<Record<Name, string>>,
  rows: readonly Row<Name>[],
): SQL => rowsFrom(alias, types, listsOf(Object.keys(types) as Name[], rows));
