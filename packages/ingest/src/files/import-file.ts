import { loadProjectPrices } from "@ai-cost/pricing";
import { openFile } from "./csv/open-file";
import { type ImportTotals, noTotals } from "./import-totals";
import type { ReadOptions } from "./mapping";
import { readRows } from "./read-rows";
import { type RecordingTarget, RowRecorder } from "./record-rows";
import { UnreadableFile } from "./unreadable-file";

export interface ImportProgress {
  rowsRead: number;
  rejected: number;
  /** The size of the file on disk, even if it is compressed; 0 when the size is unknown. */
  sizeBytes: number;
  /** The number of bytes of the file that have been read so far. */
  readBytes: number;
}

export interface FileImport extends Omit<RecordingTarget, "totals"> {
  path: string;
  options: ReadOptions;
  /**
   * Called after each row. Its argument is a function that computes the progress, so that rows for which
   * nobody needs the progress cost nothing.
   */
  onProgress(progress: () => ImportProgress): void;
}

export interface ImportResult {
  totals: ImportTotals;
  /** The error that stopped the import before the end of the file; null when the whole file was read. */
  stoppedBy: UnreadableFile | null;
}

/**
 * Records the valid rows of a CSV file. Throws an `UnreadableFile` when the file cannot be opened. If a
 * file is imported again, no row is recorded twice, and an interrupted import continues.
 */
export async function importFile({
  path,
  options,
  onProgress,
  onRejected,
  ...target
}: FileImport): Promise<ImportResult> {
  const projectPrices = await target.db.read((tx) => loadProjectPrices(tx, target.projectId));
  const file = await openFile(path);
  const totals = noTotals();
  const reject = (line: number, reason: string) => {
    totals.rejected += 1;
    onRejected(line, reason);
  };
  const recorder = new RowRecorder({ ...target, totals, onRejected: reject });
  const progress = (): ImportProgress => ({
    rowsRead: totals.rowsRead,
    rejected: totals.rejected,
    sizeBytes: file.sizeBytes,
    readBytes: file.readBytes(),
  });
  let stoppedBy: UnreadableFile | null = null;
  try {
    for await (const row of readRows({ file, path, options, projectPrices })) {
      totals.rowsRead += 1;
      if ("problem" in row) reject(row.line, row.problem);
      else await recorder.add(row);
      onProgress(progress);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    stoppedBy = error;
  } finally {
    await file.close();
  }
  await recorder.flush();
  if (!stoppedBy) await recorder.completeFileRuns();
  return { totals, stoppedBy };
}
