import { isDeepStrictEqual } from "node:util";
import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import { invalid, isRefusal, type Outcome, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { earliest } from "../unit-of-work/earliest";
import { insertUnlessTaken, RUNS } from "../unit-of-work/insert-rows";
import { mergeRun } from "../unit-of-work/merge-run";
import { newRun } from "../unit-of-work/rows";
import { findRunsByExternalId, lockRunByExternalId, updateRuns } from "../unit-of-work/runs";
import { WriteConflict } from "../unit-of-work/write-conflict";
import { recordOnce } from "./idempotent-report";
import { runReportProblem } from "./report-rules";
import type { RunReport } from "./reports";

/**
 * Records the state of a run. Creates the run if it does not exist. Reports may arrive in any order. While
 * no report has a final status, the run has the status with the latest instant. The first final status
 * that arrives replaces it, and its instant is the end of the run. A report with another trigger or
 * another final status is a `conflict`.
 */
export async function reportRun(
  db: TenantDatabase,
  scope: LedgerScope,
  report: RunReport,
): Promise<Outcome<{ runId: string }>> {
  const { projectId, now } = scope;
  const { idempotencyKey, content, externalId } = report;
  const problem = runReportProblem(report, now);
  if (problem) return invalid(problem);
  return recordOnce(db, scope, {
    idempotencyKey,
    contentHash: contentHash("run", { ...content, externalId }),
    find: async (tx) => {
      const [run] = await findRunsByExternalId(tx, projectId, [externalId]);
      return { runId: run?.id ?? "" };
    },
    record: (tx) => recordRun(tx, projectId, report),
  });
}

async function recordRun(
  tx: Executor,
  projectId: string,
  report: RunReport,
): Promise<{ runId: string } | Refusal> {
  const { externalId, startedAt, at } = report;
  const before = await lockRunByExternalId(tx, projectId, externalId);
  const merged = mergeRun(before ?? newRun(externalId, at), report);
  if (isRefusal(merged)) return merged;
  const after = { ...merged, startedAt: earliest(merged.startedAt, at, startedAt) };
  if (!before) {
    if (!(await insertUnlessTaken(tx, projectId, RUNS, after))) throw new WriteConflict();
  } else if (!isDeepStrictEqual(before, after)) await updateRuns(tx, projectId, [after]);
  return { runId: after.id };
}
