import type { TenantDatabase } from "@ai-cost/db";
import type { LedgerScope } from "@ai-cost/ledger";
import { importFile } from "../files/import-file";
import { noSums } from "../files/import-totals";
import { OverlappingDays } from "../files/overlap/plan-summed-import";
import { noPreview, previewFile } from "../files/preview-file";
import type { ImportProgress, SourceFile } from "../files/read-file";
import { UnreadableFile } from "../files/unreadable-file";
import type { RejectedRow, UploadOutcome, UploadProgress } from "./upload-line";
import type { UploadOptions } from "./upload-options";
import { columnsOf, sourceOf } from "./upload-source";
import { mainMonthOf, toUploadGroup, toUploadTotals } from "./upload-totals";

const PROGRESS_MS = 200;
const MAX_REJECTED_ROWS = 100;
const MAX_GROUPS = 500;
const MAX_DAYS = 31;

export interface UploadRun extends Pick<LedgerScope, "projectId" | "newNamesPerDay"> {
  db: TenantDatabase;
  clock: () => Date;
  /** The path of the stored file. Messages for people use `fileName` instead. */
  path: string;
  fileName: string;
  options: UploadOptions;
  /** Whether the file is only read, so that nothing is recorded. */
  isPreview: boolean;
  /** Called repeatedly during the import. When it throws, the import stops and rejects with that error. */
  onProgress(progress: UploadProgress): void;
  /** Called before the first rows are recorded. */
  onRecording(): Promise<void>;
  /** Called after an import whose rows were recorded, even if it was stopped or all rows were known. */
  onRecorded(rows: number): Promise<void>;
}

/**
 * Previews or imports a file. Importing it again records no row twice, so an import can be stopped at any
 * row.
 */
export async function runUpload(run: UploadRun): Promise<UploadOutcome> {
  try {
    const source = await sourceOf(run.path, run.options);
    if (!source) return { type: "unrecognised", columns: await columnsOf(run.path) };
    return run.isPreview ? await preview(run, source) : await record(run, source);
  } catch (error) {
    if (error instanceof UnreadableFile) return refused(run, error);
    throw error;
  }
}

function refused(run: UploadRun, error: UnreadableFile): UploadOutcome {
  if (!(error instanceof OverlappingDays)) return { type: "refused", reason: reasonOf(run, error) };
  const { days } = error;
  return { type: "overlapping", dayCount: days.length, days: days.slice(0, MAX_DAYS) };
}

/** Returns the reason why the file could not be read, with the file's name instead of its path. */
const reasonOf = ({ path, fileName }: UploadRun, { message }: UnreadableFile): string =>
  message.replaceAll(path, fileName);

async function preview(run: UploadRun, source: SourceFile): Promise<UploadOutcome> {
  const rejectedRows: RejectedRow[] = [];
  const sums = noPreview();
  const { groups, stoppedBy } = await previewFile({
    ...requestOf(run, source, rejectedRows),
    sums,
  });
  if (stoppedBy && sums.totals.rowsRead === 0) return refused(run, stoppedBy);
  return {
    type: "previewed",
    format: "exported" in source ? source.exported.format.title : null,
    totals: toUploadTotals(sums.totals),
    groups: groups.slice(0, MAX_GROUPS).map(toUploadGroup),
    moreGroups: Math.max(0, groups.length - MAX_GROUPS),
    mainMonth: mainMonthOf(groups),
    rejectedRows,
    stoppedBy: stoppedBy && reasonOf(run, stoppedBy),
  };
}

async function record(run: UploadRun, source: SourceFile): Promise<UploadOutcome> {
  const rejectedRows: RejectedRow[] = [];
  const sums = noSums();
  let isBegun = false;
  const onFirstBatch = async () => {
    await run.onRecording();
    isBegun = true;
  };
  try {
    const request = requestOf(run, source, rejectedRows);
    const { stoppedBy } = await importFile({ ...request, sums, onFirstBatch });
    if (stoppedBy && sums.totals.rowsRead === 0) return refused(run, stoppedBy);
    return {
      type: "imported",
      totals: toUploadTotals(sums.totals),
      rejectedRows,
      stoppedBy: stoppedBy && reasonOf(run, stoppedBy),
    };
  } finally {
    if (isBegun) await run.onRecorded(sums.totals.recorded);
  }
}

const requestOf = (run: UploadRun, source: SourceFile, rejectedRows: RejectedRow[]) => ({
  db: run.db,
  projectId: run.projectId,
  newNamesPerDay: run.newNamesPerDay,
  clock: run.clock,
  source,
  overlap: run.options.overlap,
  onProgress: reportEvery(PROGRESS_MS, run.onProgress),
  onRejected: (line: number, reason: string) => {
    if (rejectedRows.length < MAX_REJECTED_ROWS) rejectedRows.push({ line, reason });
  },
});

/** Limits the progress reports to one in each interval, because the callback runs after each row. */
function reportEvery(intervalMs: number, report: UploadRun["onProgress"]) {
  let reportedAt = performance.now();
  return (progress: () => ImportProgress) => {
    const now = performance.now();
    if (now - reportedAt < intervalMs) return;
    reportedAt = now;
    const { rowsRead, rejected, sizeBytes, readBytes } = progress();
    const share = sizeBytes === 0 ? 0 : Math.min(1, readBytes / sizeBytes);
    report({ type: "progress", rowsRead, rejected, share });
  };
}
