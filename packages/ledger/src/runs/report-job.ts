import type { Executor, TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import { limitAgentTypes } from "../names/limit-names";
import { invalid, isRefusal, type Outcome, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { applyWrites } from "../unit-of-work/apply-writes";
import { findJobByExternalId } from "../unit-of-work/jobs";
import { addJob, beginWrites } from "../unit-of-work/pending-writes";
import { recordOnce } from "./idempotent-report";
import { jobReportProblem } from "./report-rules";
import type { JobReport } from "./reports";

interface JobIds {
  jobId: string;
  runId: string;
}

/**
 * Records the state of a job. Creates the job and its run if they do not exist. Reports may arrive in any
 * order: a job only moves forward from queued to running to a final status, and is queued until a report
 * gives a status. The first final status and the first agent type stay. A report with another final
 * status, agent type or run is a `conflict`.
 */
export async function reportJob(
  db: TenantDatabase,
  scope: LedgerScope,
  report: JobReport,
): Promise<Outcome<JobIds>> {
  const { projectId, now } = scope;
  const { idempotencyKey, content, externalId, runExternalId } = report;
  const problem = jobReportProblem(report, now);
  if (problem) return invalid(problem);
  const [limited = report] = await limitAgentTypes(db, scope, [report]);
  return recordOnce(db, scope, {
    idempotencyKey,
    contentHash: contentHash("job", { ...content, externalId, runExternalId }),
    find: async (tx) => {
      const job = await findJobByExternalId(tx, projectId, externalId);
      return { jobId: job?.mergedIntoJobId ?? job?.id ?? "", runId: job?.pipelineRunId ?? "" };
    },
    record: (tx) => recordJob(tx, projectId, limited),
  });
}

async function recordJob(
  tx: Executor,
  projectId: string,
  report: JobReport,
): Promise<JobIds | Refusal> {
  const { externalId, runExternalId, agentType, agentName, startedAt, at } = report;
  const status = report.status === undefined ? undefined : { status: report.status, at };
  const run = { externalId: runExternalId };
  const job = { externalId, agentType, agentName, startedAt, status };
  const writes = await beginWrites(tx, projectId, [{ run, job }]);
  const change = addJob(writes, { run, job, at });
  if (isRefusal(change)) return change;
  await applyWrites(tx, projectId, writes);
  return { jobId: change.after.id, runId: change.after.pipelineRunId };
}
