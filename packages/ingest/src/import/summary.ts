import { exactDollars } from "../command/exact-dollars";
import type { Tally } from "../files/import-totals";

const count = (value: number | bigint): string => value.toLocaleString("en-US");

/** What an import has done, in one screen. */
export function summary(tally: Tally, projectName: string): string {
  const { unpriced } = tally;
  const rows: [string, string][] = [
    ["Project", projectName],
    ["Rows read", count(tally.rowsRead)],
    ["Recorded", count(tally.recorded)],
    ["Already there", count(tally.alreadyThere)],
    ["Bad", count(tally.bad)],
    ["Good rows cost", `${unpriced > 0 ? "at least " : ""}${exactDollars(tally.costMicroUsd)}`],
    ["Input tokens", count(tally.inputTokens)],
    ["Output tokens", count(tally.outputTokens)],
  ];
  if (unpriced > 0) rows.push(["Without a known price", count(unpriced)]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  if (tally.alreadyThere > 0)
    lines.push("Rows already there stay as they were first recorded, with their first cost.");
  return `${lines.join("\n")}\n`;
}
