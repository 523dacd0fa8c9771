import { isDeepStrictEqual } from "node:util";
import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import type { LedgerScope, RunOutcome, RunReport } from "../types";
import { earliest } from "../unit-of-work/earliest";
import { insertNew, NEW_RUNS } from "../unit-of-work/insert-rows";
import { toldRun } from "../unit-of-work/merge-run";
import { findRunsNamed, lockRunNamed, openedRun, updateRuns } from "../unit-of-work/runs";
import { LostRace } from "../unit-of-work/write-conflict";
import { reportOnce } from "./report-once-per-key";
import { runReportProblem } from "./report-rules";

/**
 * Opens a run, or changes one that is known, and remembers the report by its key. Of the statuses
 * that are not final the one reported for the latest instant stands, in whatever order the reports
 * come; the first final status stands and says when the run finished. Another trigger or another
 * final status than the known one is a `conflict`; it leaves no key behind, so that the report may be
 * sent again corrected.
 */
export async function reportRun(
  db: TenantDatabase,
  scope: LedgerScope,
  report: RunReport,
): Promise<RunOutcome> {
  const { projectId, now } = scope;
  const { idempotencyKey, content, externalId } = report;
  const problem = runReportProblem(report, now);
  if (problem) return { outcome: "invalid", reason: problem };
  return reportOnce(db, scope, {
    idempotencyKey,
    contentHash: contentHash("run", { ...content, externalId }),
    find: async (tx) => {
      const [run] = await findRunsNamed(tx, projectId, [externalId]);
      return { runId: run?.id ?? "" };
    },
    tell: (tx) => tellRun(tx, projectId, report),
  });
}

async function tellRun(tx: Executor, projectId: string, report: RunReport) {
  const { externalId, startedAt, at } = report;
  const before = await lockRunNamed(tx, projectId, externalId);
  const told = toldRun(before ?? openedRun(externalId, at), report);
  if (typeof told === "string") return told;
  const after = { ...told, startedAt: earliest(told.startedAt, at, startedAt) };
  if (!before) {
    if (!(await insertNew(tx, projectId, NEW_RUNS, after))) throw new LostRace();
  } else if (!isDeepStrictEqual(before, after)) await updateRuns(tx, projectId, [after]);
  return { runId: after.id };
}
