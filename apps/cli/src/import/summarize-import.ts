import type { ImportTotals } from "@ai-cost/ingest";
import { exactDollars } from "../text/exact-dollars";

/** Lists what an import has done with the rows of a file, one figure a line. */
export function summarizeImport(totals: ImportTotals, projectName: string): string {
  const { duplicate } = totals;
  const figures: [string, string][] = [
    ["Project", projectName],
    ["Rows read", count(totals.rowsRead)],
    ["Recorded", count(totals.recorded)],
    ["Duplicate", count(duplicate)],
    ["Rejected", count(totals.rejected)],
    ...sumsOf(totals),
  ];
  const lines = alignFigures(figures);
  if (duplicate > 0)
    lines.push("Duplicate rows were recorded before and keep the cost that they had then.");
  return lines.join("\n");
}

/** The cost and the tokens of the rows. A sum with an unknown part is a lower bound. */
export function sumsOf(totals: ImportTotals): [string, string][] {
  const { unpriced, unknownInput, unknownOutput } = totals;
  return [
    ["Cost", `${atLeast(unpriced)}${exactDollars(totals.costMicroUsd)}`],
    ["Input tokens", `${atLeast(unknownInput)}${count(totals.inputTokens)}`],
    ["Output tokens", `${atLeast(unknownOutput)}${count(totals.outputTokens)}`],
    ...ifAny("Unpriced rows", unpriced),
    ...ifAny("Rows without input tokens", unknownInput),
    ...ifAny("Rows without output tokens", unknownOutput),
  ];
}

/** One figure a line, with the values in a column. */
export function alignFigures(figures: readonly [string, string][]): string[] {
  const width = Math.max(...figures.map(([label]) => label.length));
  return figures.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}

const ifAny = (label: string, rows: number): [string, string][] =>
  rows > 0 ? [[label, count(rows)]] : [];

export const atLeast = (unknownRows: number): string => (unknownRows > 0 ? "at least " : "");

export const count = (value: number | bigint): string => value.toLocaleString("en-US");
