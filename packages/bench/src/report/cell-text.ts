import type { Cell } from "./section";

/** Three digits of a number, all of a whole one; a dash for what there is not. */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell === null || Number.isNaN(cell)) return "–";
  if (Number.isInteger(cell) || Math.abs(cell) >= 100)
    return Math.round(cell).toLocaleString("en-US");
  return String(Number(cell.toPrecision(3)));
}
