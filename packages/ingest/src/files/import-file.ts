import type { TenantDatabase } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { loadProjectPrices } from "@ai-cost/pricing";
import type { ColumnMapping, TokenPrices } from "./column-mapping";
import { openFile } from "./csv/open-file";
import { type ImportTotals, noTotals } from "./import-totals";
import { readRows } from "./read-rows";
import { RowRecorder } from "./record-rows";

export interface ImportRequest {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  /** The path of a CSV file, plain or compressed with gzip. */
  path: string;
  mapping: ColumnMapping;
  /** Prices for rows that do not name a cost; null if there are none. */
  prices: TokenPrices | null;
  /** Called after each row. */
  onProgress(progress: ImportProgress): void;
  /** Called for each row that is not recorded, with its line in the file. */
  onRejected(line: number, reason: string): void;
}

export interface ImportProgress {
  rowsRead: number;
  rejected: number;
  readBytes: number;
  /** 0 if it is unknown, as for a pipe. */
  sizeBytes: number;
}

export interface ImportResult {
  totals: ImportTotals;
  /** Why the rest of the file could not be read; null if all of it was. */
  stopped: Refusal | null;
}

/**
 * Records every valid row of a CSV file as usage of a project. Importing a file again changes nothing.
 * Throws a Refusal if the file cannot be opened.
 */
export async function importFile({
  path,
  mapping,
  prices,
  onProgress,
  onRejected,
  ...target
}: ImportRequest): Promise<ImportResult> {
  const file = await openFile(path);
  const projectPrices = await target.db.read((tx) => loadProjectPrices(tx, target.projectId));
  const totals = noTotals();
  const reject = (line: number, reason: string) => {
    totals.rejected += 1;
    onRejected(line, reason);
  };
  const recorder = new RowRecorder({ ...target, totals, reject });
  try {
    for await (const row of readRows(file, { path, mapping, prices, projectPrices })) {
      totals.rowsRead += 1;
      if ("problem" in row) reject(row.line, row.problem);
      else await recorder.add(row);
      const { rowsRead, rejected } = totals;
      onProgress({ rowsRead, rejected, readBytes: file.readBytes(), sizeBytes: file.sizeBytes });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await recorder.flush();
    return { totals, stopped: error };
  }
  await recorder.flush();
  await recorder.finishFileRuns();
  return { totals, stopped: null };
}
