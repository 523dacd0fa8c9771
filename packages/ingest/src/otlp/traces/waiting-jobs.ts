import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../calls/reported-call";

/** A job of model calls that waits for the spans above it. */
export interface WaitingJob {
  traceId: string;
  /** Its name in the ledger. */
  jobExternalId: string;
  /** Where the way up begins. */
  spanId: string;
  /** The agent that its own calls name; null when they name none. */
  agentName: string | null;
}

const TYPES = { trace_id: "text", job_external_id: "text", span_id: "text", agent_name: "text" };

/** Notes that jobs wait; one that is noted already stays as it is. */
export async function noteWaitingJobs(
  { db, projectId, now }: IngestContext,
  jobs: readonly WaitingJob[],
): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ traceId, jobExternalId, spanId, agentName }) => ({
    trace_id: traceId,
    job_external_id: jobExternalId,
    span_id: spanId,
    agent_name: agentName,
  }));
  await db.execute(sql`
    insert into unsettled_jobs (project_id, trace_id, job_external_id, span_id, agent_name, received_at)
    select ${projectId}::uuid, job.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("job", TYPES, rows)}
    order by trace_id, job_external_id
    on conflict (project_id, trace_id, job_external_id) do nothing`);
}

/** Forgets that jobs wait. What another request is just forgetting is left to it. */
export async function dropWaitingJobs(
  db: Executor,
  projectId: string,
  jobs: readonly Pick<WaitingJob, "traceId" | "jobExternalId">[],
): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ traceId, jobExternalId }) => ({
    trace_id: traceId,
    job_external_id: jobExternalId,
  }));
  const types = { trace_id: "text", job_external_id: "text" };
  await db.execute(sql`
    delete from unsettled_jobs
    where project_id = ${projectId} and (trace_id, job_external_id) in (
      select job.trace_id, job.job_external_id
      from ${rowsOf("settled", types, rows)}
      join unsettled_jobs job on job.project_id = ${projectId}
        and job.trace_id = settled.trace_id and job.job_external_id = settled.job_external_id
      for update of job skip locked)`);
}
