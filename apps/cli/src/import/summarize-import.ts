import type { ImportTotals } from "@ai-cost/ingest";
import { exactDollars } from "../text/exact-dollars";

/** Lists what an import did with the rows of its files, one figure on each line. */
export function summarizeImport(
  totals: ImportTotals,
  project: { name: string; url: string | null },
): string {
  const { duplicate } = totals;
  const figures: [string, string][] = [
    ["Project", project.name],
    ["Rows read", count(totals.rowsRead)],
    ["Recorded", count(totals.recorded)],
    ["Duplicate", count(duplicate)],
    ["Rejected", count(totals.rejected)],
    ...ifAny("Left out", totals.leftOut),
    ...sumsOf(totals),
    ...(project.url === null ? [] : [["Page", project.url] satisfies [string, string]]),
  ];
  const lines = alignFigures(figures);
  if (duplicate > 0)
    lines.push("Duplicate rows were recorded before and keep the cost that they had then.");
  return lines.join("\n");
}

/**
 * Returns the total cost and tokens of the rows. A total is marked as a lower bound if some rows have an
 * unknown cost or count.
 */
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

/** Writes one figure on each line, and aligns the values in a column. */
export function alignFigures(figures: readonly [string, string][]): string[] {
  const width = Math.max(...figures.map(([label]) => label.length));
  return figures.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}

export const ifAny = (label: string, rows: number): [string, string][] =>
  rows > 0 ? [[label, count(rows)]] : [];

export const atLeast = (unknownRows: number): string => (unknownRows > 0 ? "at least " : "");

export const count = (value: number | bigint): string => value.toLocaleString("en-US");
