import type { Cell } from "./section";

/** Writes integers and numbers from 100 on without decimals, other numbers with three digits, and no number as a dash. */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell === null || Number.isNaN(cell)) return "–";
  if (Number.isInteger(cell) || Math.abs(cell) >= 100)
    return Math.round(cell).toLocaleString("en-US");
  return String(Number(cell.toPrecision(3)));
}
