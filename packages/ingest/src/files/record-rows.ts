import type { TenantDatabase } from "@ai-cost/db";
import { recordUsage, reportRun, type UsageReport } from "@ai-cost/ledger";
import type { ImportTotals } from "./import-totals";

const BATCH_ROWS = 1000;

export interface ReadyRow {
  line: number;
  report: UsageReport;
  /** Whether the row names no run, so that the import assigns one. */
  isFileRun: boolean;
}

interface Target {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  totals: ImportTotals;
  /** Counts a row that the ledger rejects. */
  reject(line: number, reason: string): void;
}

/** Records rows in batches and adds their outcomes to the totals. */
export class RowRecorder {
  #waiting: ReadyRow[] = [];
  /** The last instant of each run that the import assigned, by the name of the run. */
  #fileRunEnds = new Map<string, Date>();
  #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  async add(row: ReadyRow): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length === BATCH_ROWS) await this.flush();
  }

  /** Records the rows of an incomplete batch. */
  async flush(): Promise<void> {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    const { db, projectId, clock } = this.#target;
    const reports = rows.map(({ report }) => report);
    const outcomes = await recordUsage(db, { projectId, now: clock() }, reports);
    for (const [index, outcome] of outcomes.entries()) {
      const row = rows[index];
      if (!row) continue;
      if ("reason" in outcome) this.#target.reject(row.line, outcome.reason);
      else this.#count(row, outcome.outcome === "recorded");
    }
  }

  /** Completes the runs that the import assigned, when the file has been read to its end. */
  async finishFileRuns(): Promise<void> {
    const { db, projectId, clock } = this.#target;
    for (const [externalId, at] of this.#fileRunEnds) {
      const idempotencyKey = `${externalId} completed at ${at.toISOString()}`;
      const report = { idempotencyKey, content: { at }, externalId, status: "completed", at };
      await reportRun(db, { projectId, now: clock() }, report);
    }
  }

  #count({ report, isFileRun }: ReadyRow, isNew: boolean): void {
    const { totals } = this.#target;
    if (isNew) totals.recorded += 1;
    else totals.duplicates += 1;
    if (report.amountMicroUsd === null) totals.unpriced += 1;
    totals.costMicroUsd += report.amountMicroUsd ?? 0n;
    totals.inputTokens += report.inputTokens;
    totals.outputTokens += report.outputTokens;
    if (!isFileRun) return;
    const end = this.#fileRunEnds.get(report.run.externalId);
    if (!end || end < report.occurredAt)
      this.#fileRunEnds.set(report.run.externalId, report.occurredAt);
  }
}
