import { type Executor, listOf, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import type { CallOrigin } from "../tree/job-of-call";

/** A job of model calls that spans which have not arrived yet may name or end. */
export interface UnsettledJob extends CallOrigin {
  /** The name of the job in which the calls were recorded. The job may be provisional. */
  jobExternalId: string;
}

export interface FoundUnsettledJob extends UnsettledJob {
  /** True when the missing spans of the job are no longer expected, because it has waited too long. */
  isOverdue: boolean;
}

/** The maximum number of overdue jobs that one request settles. */
const MAX_OVERDUE_JOBS = 1_000;

const COLUMN_TYPES = {
  trace_id: "text",
  job_external_id: "text",
  span_id: "text",
  agent_name: "text",
  conversation: "text",
};

/** Saves unsettled jobs. A job that is already saved is not changed. */
export async function saveUnsettledJobs(
  tx: Executor,
  { projectId, now }: Pick<IngestContext, "projectId" | "now">,
  jobs: readonly UnsettledJob[],
): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ traceId, jobExternalId, spanId, agentName, conversation }) => ({
    trace_id: traceId,
    job_external_id: jobExternalId,
    span_id: spanId,
    agent_name: agentName,
    conversation,
  }));
  await tx.execute(sql`
    insert into unsettled_jobs (project_id, trace_id, job_external_id, span_id, agent_name, conversation,
      received_at)
    select ${projectId}::uuid, job.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("job", COLUMN_TYPES, rows)}
    order by trace_id, job_external_id
    on conflict (project_id, trace_id, job_external_id) do nothing`);
}

/**
 * Returns the unsettled jobs of these traces, and the oldest unsettled jobs that were received before
 * `overdueAt`.
 */
export async function findUnsettledJobs(
  db: Executor,
  projectId: string,
  { traceIds, overdueAt }: { traceIds: readonly string[]; overdueAt: Date },
): Promise<FoundUnsettledJob[]> {
  const isOverdue = sql`received_at < ${overdueAt.toISOString()}`;
  const jobs = sql`select trace_id as "traceId", job_external_id as "jobExternalId", span_id as "spanId",
    agent_name as "agentName", conversation, ${isOverdue} as "isOverdue"
    from unsettled_jobs where project_id = ${projectId}`;
  return db.execute<Record<string, unknown> & FoundUnsettledJob>(sql`
    ${jobs} and trace_id = any(${listOf(traceIds, "text")})
    union
    (${jobs} and ${isOverdue} order by received_at limit ${MAX_OVERDUE_JOBS})`);
}

/**
 * Deletes unsettled jobs. Skips rows that another request is deleting. The ids are passed as lists and the
 * rows are found by ctid instead of a join, because without statistics the planner would compare every row
 * with every other row.
 */
export async function deleteUnsettledJobs(
  db: Executor,
  projectId: string,
  jobs: readonly Pick<UnsettledJob, "traceId" | "jobExternalId">[],
): Promise<void> {
  const traceIds = new Set(jobs.map(({ traceId }) => traceId));
  // A job belongs to one trace, so a list of traces and a list of jobs select the same rows as a list of
  // pairs would.
  const jobExternalIds = jobs.map(({ jobExternalId }) => jobExternalId);
  await db.execute(sql`
    delete from unsettled_jobs
    where project_id = ${projectId} and ctid = any(array(
      select ctid from unsettled_jobs
      where project_id = ${projectId} and trace_id = any(${listOf([...traceIds], "text")})
        and job_external_id = any(${listOf(jobExternalIds, "text")})
      for update skip locked))`);
}
