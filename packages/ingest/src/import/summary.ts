import { MICRO_USD_PER_USD } from "@ai-cost/domain";
import type { Tally } from "./tally";

const count = (value: number | bigint): string => value.toLocaleString("en-US");

/** Exact dollars, never rounded, at least cents: 57,868,362 → `$57.868362`, 2,500,000 → `$2.50`. */
export function exactDollars(microUsd: bigint): string {
  const fraction = String(microUsd % MICRO_USD_PER_USD).padStart(6, "0");
  return `$${count(microUsd / MICRO_USD_PER_USD)}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, "")}`;
}

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
