import type { Cell } from "./section";

/**
 * Formats a cell. Integers and numbers of at least 100 have no decimals, other numbers have three
 * significant digits, and null and NaN become a dash.
 */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell === null || Number.isNaN(cell)) return "–";
  if (Number.isInteger(cell) || Math.abs(cell) >= 100)
    return Math.round(cell).toLocaleString("en-US");
  return String(Number(cell.toPrecision(3)));
}
