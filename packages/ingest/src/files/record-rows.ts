import type { TenantDatabase } from "@ai-cost/db";
import { recordUsage, reportRun } from "@ai-cost/ledger";
import { findRecordedKeys } from "./find-recorded-keys";
import { addToSums, type ImportSums } from "./import-totals";
import type { ReportedRow } from "./reported-row";

const BATCH_ROWS = 1000;

const IMPORTED_BEFORE =
  "it was imported before without its cached, cache-write, reasoning or audio tokens or its tier, so it is not counted again";

export interface RecordingTarget {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  /** The sums, which are updated after each batch. */
  sums: ImportSums;
  /** A callback for each row that is invalid or that conflicts with a recorded row. */
  onRejected(line: number, reason: string): void;
}

/** Records rows in batches of a thousand, and counts the outcomes. */
export class RowRecorder {
  #batch: ReportedRow[] = [];
  /** The latest time in each of the file's own runs. Rows that name no run belong to these runs. */
  #fileRunEnds = new Map<string, Date>();
  #target: RecordingTarget;

  constructor(target: RecordingTarget) {
    this.#target = target;
  }

  async add(row: ReportedRow): Promise<void> {
    this.#batch.push(row);
    if (this.#batch.length === BATCH_ROWS) await this.flush();
  }

  /** Records the rows that are waiting in an incomplete batch. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    const { db, projectId, clock } = this.#target;
    const rows = await this.#withoutImportedBefore(batch);
    if (rows.length === 0) return;
    const reports = rows.map(({ report }) => report);
    const outcomes = await recordUsage(db, { projectId, now: clock() }, reports);
    for (const [index, outcome] of outcomes.entries()) {
      const row = rows[index];
      if (!row) continue;
      if ("reason" in outcome) this.#target.onRejected(row.line, outcome.reason);
      else this.#count(row, outcome.outcome === "recorded");
    }
  }

  /**
   * Rejects rows that an earlier import recorded without some of their parts, such as the cached tokens.
   * These rows have another key now, so they would count twice.
   */
  async #withoutImportedBefore(batch: ReportedRow[]): Promise<ReportedRow[]> {
    const keys = batch.flatMap(({ report, partialKeys }) =>
      partialKeys.length === 0 ? [] : [report.idempotencyKey, ...partialKeys],
    );
    if (keys.length === 0) return batch;
    const { db, projectId, onRejected } = this.#target;
    const recorded = await db.read((tx) => findRecordedKeys(tx, projectId, keys));
    return batch.filter(({ line, report, partialKeys }) => {
      if (!partialKeys.some((key) => recorded.has(key))) return true;
      if (recorded.has(report.idempotencyKey)) return true;
      onRejected(line, IMPORTED_BEFORE);
      return false;
    });
  }

  /** Completes the file's own runs. Call it after the complete file has been read. */
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
