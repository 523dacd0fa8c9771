import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import type { JobOutcome, JobReport, LedgerScope } from "../types";
import { writeBooks } from "../unit-of-work/apply-writes";
import { findJobNamed } from "../unit-of-work/jobs";
import { enterJob, openBooks } from "../unit-of-work/pending-writes";
import { reportOnce } from "./report-once-per-key";
import { jobReportProblem } from "./report-rules";

/**
 * Opens a job, with its run when that is unknown, or changes one that is known, and remembers the
 * report by its key. A job moves from queued to running to its final status, in whatever order the
 * reports come; one opened without a status is queued. The first final status and the first name
 * stand. Another one, or another run, is a `conflict`; it leaves no key behind, so that the report
 * may be sent again corrected.
 */
export async function reportJob(
  db: TenantDatabase,
  scope: LedgerScope,
  report: JobReport,
): Promise<JobOutcome> {
  const { projectId, now } = scope;
  const { idempotencyKey, content, externalId, runExternalId } = report;
  const problem = jobReportProblem(report, now);
  if (problem) return { outcome: "invalid", reason: problem };
  return reportOnce(db, scope, {
    idempotencyKey,
    contentHash: contentHash("job", { ...content, externalId, runExternalId }),
    find: async (tx) => {
      const job = await findJobNamed(tx, projectId, externalId);
      return { jobId: job?.id ?? "", runId: job?.pipelineRunId ?? "" };
    },
    tell: (tx) => tellJob(tx, projectId, report),
  });
}

async function tellJob(tx: Executor, projectId: string, report: JobReport) {
  const { externalId, runExternalId, agentType, agentName, status, startedAt, at } = report;
  const run = { externalId: runExternalId };
  const job = {
    externalId,
    agentType,
    agentName,
    startedAt,
    status: status === undefined ? undefined : { status, at },
  };
  const books = await openBooks(tx, projectId, [{ run, job }]);
  const entered = enterJob(books, { run, job, at });
  if (typeof entered === "string") return entered;
  await writeBooks(tx, projectId, books);
  return { jobId: entered.after.id, runId: entered.after.pipelineRunId };
}
