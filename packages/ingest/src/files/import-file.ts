import { type ImportSums, type ImportTotals, noSums } from "./import-totals";
import { type FileReading, readFile } from "./read-file";
import { type RecordingTarget, RowRecorder } from "./record-rows";
import type { UnreadableFile } from "./unreadable-file";

export interface FileImport
  extends Omit<RecordingTarget, "sums">,
    Pick<FileReading, "source" | "onProgress"> {
  /** The sums to which the file is added; absent for a file of its own. */
  sums?: ImportSums;
}

export interface ImportResult {
  totals: ImportTotals;
  /** Why the file could not be opened or read to its end; null when the complete file was read. */
  stoppedBy: UnreadableFile | null;
}

/**
 * Records the valid rows of a file. Importing the same file again records no row twice and completes an
 * import that was interrupted.
 */
export async function importFile({
  onRejected,
  sums = noSums(),
  ...request
}: FileImport): Promise<ImportResult> {
  const { totals } = sums;
  const reject = (line: number, reason: string) => {
    totals.rejected += 1;
    onRejected(line, reason);
  };
  const recorder = new RowRecorder({ ...request, sums, onRejected: reject });
  const reading = { ...request, totals, onRejected: reject };
  const stoppedBy = await readFile(reading, (row) => recorder.add(row));
  await recorder.flush();
  if (!stoppedBy) await recorder.completeFileRuns();
  return { totals, stoppedBy };
}
