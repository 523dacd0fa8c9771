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
  /** The size of the file as it is stored, which may be compressed; 0 when the size is unknown. */
  sizeBytes: number;
  /** The number of bytes of the stored file that have been read. */
  readBytes: number;
}

export interface FileImport extends Omit<RecordingTarget, "totals"> {
  path: string;
  options: ReadOptions;
  /**
   * A callback after each row. To get the progress, it calls the function that it receives; otherwise the
   * progress is not computed.
   */
  onProgress(progress: () => ImportProgress): void;
}

export interface ImportResult {
  totals: ImportTotals;
  /** Why the file could not be read to its end; null when the complete file was read. */
  stoppedBy: UnreadableFile | null;
}

/**
 * Records the valid rows of a CSV file. Throws an `UnreadableFile` when the file cannot be opened.
 * Importing the same file again records no row twice and completes an import that was interrupted.
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
