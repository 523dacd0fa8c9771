import type { FieldSource } from "../mapping";
import { UnreadableFile } from "../unreadable-file";

const MAX_LISTED_COLUMNS = 30;

/**
 * Returns the positions of the columns that a source names: one position, or several for a sum of columns.
 * Returns null when a column is missing.
 */
function findColumns(header: readonly string[], source: { column: string }): number[] | null {
  const whole = positionsOf(header, source.column);
  if (whole.length > 0) return [onlyOne(whole, source.column)];
  const names = source.column.split("+");
  if (names.length === 1) return null;
  const positions = names.map((name) => positionsOf(header, name));
  if (positions.some(({ length }) => length === 0)) return null;
  return positions.map((found, index) => onlyOne(found, names[index] ?? ""));
}

/**
 * Returns the positions of the columns that a source names: one position, or several for a sum of columns.
 * Throws an `UnreadableFile` when a column is missing.
 */
export function requireColumns(header: readonly string[], source: { column: string }): number[] {
  const found = findColumns(header, source);
  if (found) return found;
  const missing = source.column.split("+").find((name) => positionsOf(header, name).length === 0);
  throw new UnreadableFile(
    `There is no column "${(missing ?? source.column).trim()}"; there are ${listed(header)}.`,
  );
}

/** The position of a column, for fields that cannot be the sum of several columns. */
export function requireColumn(header: readonly string[], column: string): number {
  const positions = positionsOf(header, column);
  if (positions.length > 0) return onlyOne(positions, column);
  throw new UnreadableFile(`There is no column "${column.trim()}"; there are ${listed(header)}.`);
}

/**
 * Whether the header has all columns of a source. A source that is one value for every row needs no
 * column.
 */
export const hasColumns = (header: readonly string[], source: FieldSource): boolean =>
  "value" in source || findColumns(header, source) !== null;

/**
 * The positions of the columns with this name. If no column has exactly this name, case and spaces are
 * ignored.
 */
function positionsOf(header: readonly string[], name: string): number[] {
  const where = (isSame: (column: string) => boolean) =>
    header.flatMap((column, index) => (isSame(column) ? [index] : []));
  const exact = where((column) => column === name.trim());
  if (exact.length > 0) return exact;
  const folded = fold(name);
  return folded === "" ? [] : where((column) => fold(column) === folded);
}

const fold = (name: string): string => name.replace(/\s+/g, "").toLowerCase();

function onlyOne([first = 0, second]: readonly number[], column: string): number {
  if (second === undefined) return first;
  throw new UnreadableFile(
    `Column "${column.trim()}" is there twice, as columns ${first + 1} and ${second + 1}; rename one of them.`,
  );
}

function listed(header: readonly string[]): string {
  const names = header.slice(0, MAX_LISTED_COLUMNS).map((name) => JSON.stringify(name));
  const more = header.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
