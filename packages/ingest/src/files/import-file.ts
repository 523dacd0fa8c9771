import { type ImportSums, type ImportTotals, noSums } from "./import-totals";
import {
  type OverlapRule,
  planSummedImport,
  type SummedImport,
} from "./overlap/plan-summed-import";
import { type FileReading, readFile } from "./read-file";
import { type RecordingTarget, RowRecorder } from "./record-rows";
import { UnreadableFile } from "./unreadable-file";

export interface FileImport
  extends Omit<RecordingTarget, "sums">,
    Pick<FileReading, "source" | "onProgress" | "onRejected"> {
  /** The sums to which this file's rows are added; absent when the file has its own sums. */
  sums?: ImportSums;
  /** What to do with sums for days that have other usage; when absent, the file is refused. */
  overlap?: OverlapRule;
  /**
   * A recorder that several files of calls share. The caller flushes it after the last file. When absent,
   * the file has its own recorder.
   */
  recorder?: RowRecorder;
}

export interface ImportResult {
  totals: ImportTotals;
  /** Why the file was refused, or could not be read to its end; null when it was read completely. */
  stoppedBy: UnreadableFile | null;
}

/**
 * Records the valid rows of a file. Importing the same file again records no row twice and completes an
 * import that was interrupted.
 */
export async function importFile({
  onRejected,
  sums = noSums(),
  overlap = "refuse",
  recorder: shared,
  ...request
}: FileImport): Promise<ImportResult> {
  const { totals } = sums;
  const reject = (line: number, reason: string) => {
    totals.rejected += 1;
    onRejected(line, reason);
  };
  const summed = await planSums(request, overlap);
  if (summed instanceof UnreadableFile) return { totals, stoppedBy: summed };
  const isShared = shared !== undefined && summed === null;
  const recorder = isShared ? shared : new RowRecorder({ ...request, sums });
  const reading = { ...request, totals, onRejected: reject };
  const stoppedBy = await readFile(reading, (row) => {
    if (!summed) return recorder.add(row, reject);
    if (!summed.isLeftOut(row)) return recorder.add(summed.withSource(row), reject);
    totals.leftOut += 1;
  }).finally(() => recorder.settled());
  if (isShared) return { totals, stoppedBy };
  await recorder.flush();
  if (!stoppedBy) await recorder.completeFileRuns();
  await summed?.recordDays(request.db);
  return { totals, stoppedBy };
}

/**
 * Creates the plan for a file of sums. Returns null for a file of calls, and the error when the file must
 * be refused.
 */
export async function planSums(
  { source, ...request }: Pick<FileReading, "db" | "projectId" | "source">,
  overlap: OverlapRule,
): Promise<SummedImport | UnreadableFile | null> {
  if (!("exported" in source) || !source.exported.format.isAggregated) return null;
  try {
    return await planSummedImport({ ...request, source }, overlap);
  } catch (error) {
    if (error instanceof UnreadableFile) return error;
    throw error;
  }
}
