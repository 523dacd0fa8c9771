import type { RowProblem } from "../rows/map-row";

/**
 * Returns the problem of a row that has more or fewer fields than the header; null when the number is the
 * same.
 */
export function fieldCountProblem(
  header: readonly string[],
  cells: readonly string[],
): RowProblem | null {
  const isShort = cells.length < lengthWithoutEmptyEnd(header);
  return isShort || lengthWithoutEmptyEnd(cells) > header.length
    ? { problem: `it has ${fieldCount(cells)} and the header ${fieldCount(header)}` }
    : null;
}

/**
 * The number of cells without empty cells at the end. Spreadsheets write additional delimiters after the
 * last field, in the header, in some rows or in both.
 */
function lengthWithoutEmptyEnd(cells: readonly string[]): number {
  let { length } = cells;
  while (length > 0 && cells[length - 1] === "") length -= 1;
  return length;
}

const fieldCount = ({ length }: readonly string[]): string =>
  length === 1 ? "1 field" : `${length} fields`;
