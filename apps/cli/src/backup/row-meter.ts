import type { Progress } from "@ai-cost/command";
import { BACKED_UP_TABLES } from "./backed-up-tables";
import type { RowCounts } from "./file/format";

const NEWLINE = 10;

export interface RowMeter {
  /** Counts the rows in a part of a table's text, which has one row per line, and shows the progress. */
  count(table: string, piece: Buffer): void;
  rowsByTable(): RowCounts;
  total(): number;
}

export function rowMeter({ update }: Progress): RowMeter {
  const counts = Object.fromEntries(BACKED_UP_TABLES.map(({ name }) => [name, 0]));
  return {
    count(table, piece) {
      const rows = (counts[table] ?? 0) + linesIn(piece);
      counts[table] = rows;
      update(() => `  ${table}: ${rows.toLocaleString("en-US")} rows …`);
    },
    rowsByTable: () => counts,
    total: () => Object.values(counts).reduce((sum, rows) => sum + rows, 0),
  };
}

function linesIn(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
