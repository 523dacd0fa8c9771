import type { FilePreview, PreviewGroup, RecognisedTable } from "@ai-cost/ingest";
import { exactDollars } from "../text/exact-dollars";
import { alignFigures, atLeast, count, ifAny, sumsOf } from "./summarize-import";

/**
 * Lists the layout of a file with mapped columns, and what an import would record for each month and
 * model.
 */
export function summarizePreview({ table, totals, groups }: FilePreview): string {
  const figures: [string, string][] = [
    ...(table ? describe(table) : []),
    ["Rows read", count(totals.rowsRead)],
    ["Rejected", count(totals.rejected)],
    ...ifAny("Left out", totals.leftOut),
    ...sumsOf(totals),
  ];
  return [...alignFigures(figures), "", ...tableOf(groups), "", "Nothing was recorded."].join("\n");
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "pipe",
};

function describe(file: RecognisedTable): [string, string][] {
  const figures: [string, string][] = [
    ["Encoding", file.encoding],
    ["Delimiter", DELIMITERS[file.delimiter] ?? JSON.stringify(file.delimiter)],
    ["Columns", file.header.filter((name) => name !== "").join(", ")],
  ];
  if (file.cacheCounts !== null) figures.push(["Cached tokens", CACHE_COUNTS[file.cacheCounts]]);
  return figures;
}

const CACHE_COUNTS = {
  inside: "part of the input tokens",
  beside: "beside the input tokens, added to them",
};

const HEADINGS = ["Month", "Model", "Rows", "Input tokens", "Output tokens", "Cost"];

function tableOf(groups: readonly PreviewGroup[]): string[] {
  const rows = [HEADINGS, ...groups.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

const cellsOf = (group: PreviewGroup): string[] => [
  group.month,
  group.model ?? "no model",
  count(group.rowsRead),
  `${atLeast(group.unknownInput)}${count(group.inputTokens)}`,
  `${atLeast(group.unknownOutput)}${count(group.outputTokens)}`,
  `${atLeast(group.unpriced)}${exactDollars(group.costMicroUsd)}`,
];
