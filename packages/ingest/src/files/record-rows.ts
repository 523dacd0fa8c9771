import type { TenantDatabase } from "@ai-cost/db";
import { recordUsage, reportRun, type UsageReport } from "@ai-cost/ledger";
import type { Tally } from "./import-totals";

const BATCH_ROWS = 1000;

export interface ReadyRow {
  line: number;
  report: UsageReport;
  /** Whether its run is one that the import makes up itself. */
  isFileRun: boolean;
}

interface Target {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  tally: Tally;
  onProblem(line: number, problem: string): void;
}

/** Records rows in batches and tallies the ledger's answers. */
export class RowRecorder {
  #waiting: ReadyRow[] = [];
  /** The last instant of each run that the import made up, by the run's name. */
  #fileRunEnds = new Map<string, Date>();
  #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  async add(row: ReadyRow): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length === BATCH_ROWS) await this.flush();
  }

  /** Records what is waiting. */
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
      if ("reason" in outcome) this.#target.onProblem(row.line, outcome.reason);
      else this.#count(row, outcome.outcome === "recorded");
    }
  }

  /** The file is read to its end: the runs that stand for its days are over. */
  async finishFileRuns(): Promise<void> {
    const { db, projectId, clock } = this.#target;
    for (const [externalId, at] of this.#fileRunEnds) {
      const idempotencyKey = `${externalId} completed at ${at.toISOString()}`;
      const report = { idempotencyKey, content: { at }, externalId, status: "completed", at };
      await reportRun(db, { projectId, now: clock() }, report);
    }
  }

  #count({ report, isFileRun }: ReadyRow, isNew: boolean): void {
    const { tally } = this.#target;
    if (isNew) tally.recorded += 1;
    else tally.alreadyThere += 1;
    if (report.amountMicroUsd === null) tally.unpriced += 1;
    tally.costMicroUsd += report.amountMicroUsd ?? 0n;
    tally.inputTokens += report.inputTokens;
    tally.outputTokens += report.outputTokens;
    if (!isFileRun) return;
    const end = this.#fileRunEnds.get(report.run.externalId);
    if (!end || end < report.occurredAt)
      this.#fileRunEnds.set(report.run.externalId, report.occurredAt);
  }
}
