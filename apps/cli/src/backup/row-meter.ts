import type { Progress } from "@ai-cost/command";
import { BACKED_UP_TABLES } from "./backed-up-tables";
import type { RowCounts } from "./file/format";

const SAID_EVERY_MS = 5_000;
const NEWLINE = 10;

export interface RowMeter {
  /** Counts the rows in a piece of a table, one a line, and says now and then how far it is. */
  count(table: string, piece: Buffer): void;
  rowsByTable(): RowCounts;
  total(): number;
}

export function rowMeter({ say }: Progress): RowMeter {
  const counts = Object.fromEntries(BACKED_UP_TABLES.map(({ name }) => [name, 0]));
  let saidAtMs = performance.now();
  return {
    count(table, piece) {
      const rows = (counts[table] ?? 0) + linesIn(piece);
      counts[table] = rows;
      if (performance.now() - saidAtMs < SAID_EVERY_MS) return;
      saidAtMs = performance.now();
      say(`  ${table}: ${rows.toLocaleString("en-US")} rows …`);
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
