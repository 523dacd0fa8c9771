import type { TenantDatabase } from "@ai-cost/db";
import { type LedgerScope, recordUsage, reportRun } from "@ai-cost/ledger";
import { findRecordedKeys } from "./find-recorded-keys";
import { addToSums, type ImportSums } from "./import-totals";
import type { ReportedRow } from "./reported-row";

const BATCH_ROWS = 1000;

const IMPORTED_BEFORE =
  "it was imported before without its cached, cache-write, reasoning or audio tokens or its tier, so it is not counted again";

export interface RecordingTarget extends Pick<LedgerScope, "projectId" | "newNamesPerDay"> {
  db: TenantDatabase;
  clock: () => Date;
  /** The sums, which are updated after each batch. */
  sums: ImportSums;
  /** Called before the first rows are recorded. */
  onFirstBatch?: (() => Promise<void>) | undefined;
}

/** A callback for a row that is invalid or that conflicts with a recorded row. */
type Reject = (line: number, reason: string) => void;

/**
 * Records rows in batches of a thousand, and counts the outcomes. It collects the next batch while a batch
 * is being recorded. Several files can share a recorder, so that many small files need few batches.
 */
export class RowRecorder {
  #batch: (ReportedRow & { reject: Reject })[] = [];
  #recording: Promise<void> = Promise.resolve();
  /** The latest time in each generated run of a file. Rows that name no run belong to these runs. */
  #fileRunEnds = new Map<string, Date>();
  #target: RecordingTarget;
  #begun: Promise<void> | undefined;

  constructor(target: RecordingTarget) {
    this.#target = target;
  }

  async add(row: ReportedRow, reject: Reject): Promise<void> {
    this.#batch.push({ ...row, reject });
    if (this.#batch.length === BATCH_ROWS) await this.#recordNext();
  }

  /** Records the rows that are waiting in an incomplete batch. */
  async flush(): Promise<void> {
    await this.#recordNext();
    await this.#recording;
  }

  /** Waits until no batch is being recorded. It does not record the waiting rows. */
  async settled(): Promise<void> {
    await this.#recording.catch(() => {});
  }

  /** Waits until the last batch is recorded, and starts to record the next batch. */
  async #recordNext(): Promise<void> {
    await this.#recording;
    const batch = this.#batch;
    this.#batch = [];
    this.#recording = this.#record(batch);
    // The next caller that waits for the batch gets the error of the batch.
    this.#recording.catch(() => {});
  }

  async #record(batch: readonly (ReportedRow & { reject: Reject })[]): Promise<void> {
    const { db, projectId, clock, newNamesPerDay } = this.#target;
    const rows = await this.#withoutImportedBefore(batch);
    if (rows.length === 0) return;
    this.#begun ??= this.#target.onFirstBatch?.();
    await this.#begun;
    const reports = rows.map(({ report }) => report);
    const outcomes = await recordUsage(db, { projectId, now: clock(), newNamesPerDay }, reports);
    for (const [index, outcome] of outcomes.entries()) {
      const row = rows[index];
      if (!row) continue;
      if ("reason" in outcome) row.reject(row.line, outcome.reason);
      else this.#count(row, outcome.outcome === "recorded");
    }
  }

  /**
   * Rejects rows that an earlier import recorded without some of their token counts, such as the cached
   * tokens. These rows have another key now, so they would count twice.
   */
  async #withoutImportedBefore<Row extends ReportedRow & { reject: Reject }>(
    batch: readonly Row[],
  ): Promise<readonly Row[]> {
    const keys = batch.flatMap(({ report, partialKeys }) =>
      partialKeys.length === 0 ? [] : [report.idempotencyKey, ...partialKeys],
    );
    if (keys.length === 0) return batch;
    const { db, projectId } = this.#target;
    const recorded = await db.read((tx) => findRecordedKeys(tx, projectId, keys));
    return batch.filter(({ line, report, partialKeys, reject }) => {
      if (!partialKeys.some((key) => recorded.has(key))) return true;
      if (recorded.has(report.idempotencyKey)) return true;
      reject(line, IMPORTED_BEFORE);
      return false;
    });
  }

  /** Completes the generated runs of the files. Call it after the complete file has been read. */
  async completeFileRuns(): Promise<void> {
    const { db, projectId, clock } = this.#target;
    for (const [externalId, at] of this.#fileRunEnds) {
      const idempotencyKey = `${externalId} completed at ${at.toISOString()}`;
      const report = { idempotencyKey, content: { at }, externalId, status: "completed", at };
      await reportRun(db, { projectId, now: clock() }, report);
    }
  }

  #count(row: ReportedRow, isNew: boolean): void {
    const { totals, isFirstOfKey } = this.#target.sums;
    const { report, isInFileRun } = row;
    if (isNew) totals.recorded += 1;
    else totals.duplicate += 1;
    if (isFirstOfKey(row)) addToSums(totals, row);
    if (!isInFileRun) return;
    const end = this.#fileRunEnds.get(report.run.externalId);
    if (!end || end < report.occurredAt)
      this.#fileRunEnds.set(report.run.externalId, report.occurredAt);
  }
}
