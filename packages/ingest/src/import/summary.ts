import { exactDollars } from "../command/exact-dollars";
import type { ImportTotals } from "../files/import-totals";

const count = (value: number | bigint): string => value.toLocaleString("en-US");

/** The result of an import, as the command prints it. */
export function summary(totals: ImportTotals, projectName: string): string {
  const { unpriced } = totals;
  const rows: [string, string][] = [
    ["Project", projectName],
    ["Rows read", count(totals.rowsRead)],
    ["Recorded", count(totals.recorded)],
    ["Duplicate", count(totals.duplicate)],
    ["Rejected", count(totals.rejected)],
    ["Cost", `${unpriced > 0 ? "at least " : ""}${exactDollars(totals.costMicroUsd)}`],
    ["Input tokens", count(totals.inputTokens)],
    ["Output tokens", count(totals.outputTokens)],
  ];
  if (unpriced > 0) rows.push(["Without a known price", count(unpriced)]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  if (totals.duplicate > 0)
    lines.push("Duplicate rows stay as they were first recorded, with their first cost.");
  return `${lines.join("\n")}\n`;
}
