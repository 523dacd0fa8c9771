import { type Executor, listOf, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";

/** A job of model calls that waits for the spans above it. */
export interface UnsettledJob {
  traceId: string;
  /** Its name in the ledger. */
  jobExternalId: string;
  /** Where the way up begins. */
  spanId: string;
  /** The agent that its own calls name; null when they name none. */
  agentName: string | null;
}

/** A job that waits, as it was noted. */
export interface FoundUnsettledJob extends UnsettledJob {
  /** Whether it has waited for so long that what is missing will not come. */
  isOverdue: boolean;
}

/** Of the jobs that have waited too long, one request sees to so many. */
const MAX_OVERDUE_JOBS = 1_000;

const TYPES = { trace_id: "text", job_external_id: "text", span_id: "text", agent_name: "text" };

/** Notes that jobs wait; one that is noted already stays as it is. */
export async function saveUnsettledJobs(
  tx: Executor,
  { projectId, now }: Pick<IngestContext, "projectId" | "now">,
  jobs: readonly UnsettledJob[],
): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ traceId, jobExternalId, spanId, agentName }) => ({
    trace_id: traceId,
    job_external_id: jobExternalId,
    span_id: spanId,
    agent_name: agentName,
  }));
  await tx.execute(sql`
    insert into unsettled_jobs (project_id, trace_id, job_external_id, span_id, agent_name, received_at)
    select ${projectId}::uuid, job.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("job", TYPES, rows)}
    order by trace_id, job_external_id
    on conflict (project_id, trace_id, job_external_id) do nothing`);
}

/** The jobs that wait in these traces, and the oldest of those that have since before `overdueAt`. */
export async function findUnsettledJobs(
  db: Executor,
  projectId: string,
  { traceIds, overdueAt }: { traceIds: readonly string[]; overdueAt: Date },
): Promise<FoundUnsettledJob[]> {
  const isOverdue = sql`received_at < ${overdueAt.toISOString()}`;
  const found = sql`select trace_id as "traceId", job_external_id as "jobExternalId", span_id as "spanId",
    agent_name as "agentName", ${isOverdue} as "isOverdue"
    from unsettled_jobs where project_id = ${projectId}`;
  return db.execute<Record<string, unknown> & FoundUnsettledJob>(sql`
    ${found} and trace_id = any(${listOf(traceIds, "text")})
    union
    (${found} and ${isOverdue} order by received_at limit ${MAX_OVERDUE_JOBS})`);
}

/**
 * Forgets that jobs wait. What another request is just forgetting is left to it. In lists, and the rows
 * by their places, for a planner that has not counted them yet: joined, all would be compared with all.
 */
export async function deleteUnsettledJobs(
  db: Executor,
  projectId: string,
  jobs: readonly Pick<UnsettledJob, "traceId" | "jobExternalId">[],
): Promise<void> {
  const traceIds = new Set(jobs.map(({ traceId }) => traceId));
  // A job is of one trace, so the two lists name no others.
  const jobExternalIds = jobs.map(({ jobExternalId }) => jobExternalId);
  await db.execute(sql`
    delete from unsettled_jobs
    where project_id = ${projectId} and ctid = any(array(
      select ctid from unsettled_jobs
      where project_id = ${projectId} and trace_id = any(${listOf([...traceIds], "text")})
        and job_external_id = any(${listOf(jobExternalIds, "text")})
      for update skip locked))`);
}
