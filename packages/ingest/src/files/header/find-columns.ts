import type { FieldSource } from "../mapping";
import { UnreadableFile } from "../unreadable-file";

const MAX_LISTED_COLUMNS = 30;

/**
 * Returns the indexes of the columns that a source names; more than one for a sum. Null when the header
 * lacks one of the columns.
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
 * Returns the indexes of the columns that a source names; more than one for a sum. Throws an
 * `UnreadableFile` when the header lacks one of the columns.
 */
export function requireColumns(header: readonly string[], source: { column: string }): number[] {
  const found = findColumns(header, source);
  if (found) return found;
  const missing = source.column.split("+").find((name) => positionsOf(header, name).length === 0);
  throw new UnreadableFile(
    `There is no column "${(missing ?? source.column).trim()}"; there are ${listed(header)}.`,
  );
}

/** Returns the index of the column that a source names, for a field that cannot be a sum. */
export function requireColumn(header: readonly string[], column: string): number {
  const positions = positionsOf(header, column);
  if (positions.length > 0) return onlyOne(positions, column);
  throw new UnreadableFile(`There is no column "${column.trim()}"; there are ${listed(header)}.`);
}

/**
 * Whether the header has all columns that a source names. A source that is one value for all rows names
 * none.
 */
export const hasColumns = (header: readonly string[], source: FieldSource): boolean =>
  "value" in source || findColumns(header, source) !== null;

/**
 * Returns the indexes of the columns with exactly this name. If there are none, it returns those whose
 * names differ only in case and spaces.
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
