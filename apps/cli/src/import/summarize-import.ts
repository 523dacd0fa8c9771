import type { ImportTotals } from "@ai-cost/ingest";
import { exactDollars } from "../text/exact-dollars";

/** Lists what an import has done with the rows of a file, one figure a line. */
export function summarizeImport(totals: ImportTotals, projectName: string): string {
  const { duplicate, unpriced } = totals;
  const figures: [string, string][] = [
    ["Project", projectName],
    ["Rows read", count(totals.rowsRead)],
    ["Recorded", count(totals.recorded)],
    ["Duplicate", count(duplicate)],
    ["Rejected", count(totals.rejected)],
    ["Cost", `${unpriced > 0 ? "at least " : ""}${exactDollars(totals.costMicroUsd)}`],
    ["Input tokens", count(totals.inputTokens)],
    ["Output tokens", count(totals.outputTokens)],
  ];
  if (unpriced > 0) figures.push(["Unpriced rows", count(unpriced)]);
  const width = Math.max(...figures.map(([label]) => label.length));
  const lines = figures.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  if (duplicate > 0)
    lines.push("Duplicate rows were recorded before and keep the cost that they had then.");
  return lines.join("\n");
}

const count = (value: number | bigint): string => value.toLocaleString("en-US");
