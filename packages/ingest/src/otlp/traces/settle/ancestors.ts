import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { FoundUnsettledJob } from "./unsettled-jobs";

/** What the spans above a waiting job say of it. */
export interface JobAncestors extends Record<string, unknown> {
  traceId: string;
  jobExternalId: string;
  /** The agent that its calls name, else the nearest invocation above that names one; null when none does. */
  agentName: string | null;
  /** The service nearest to it that says its name. */
  serviceName: string | null;
  /**
   * Of the nearest agent's invocation, else of the span where the way begins. Where that has never
   * come, of the job's calls: their last end, and failed when all of them are.
   */
  isFailed: boolean | null;
  endedAt: string | null;
}

/** Far above any trace that a program makes; links in a circle end here. */
const MAX_DEPTH = 200;

const WAITING = {
  job_trace_id: "text",
  job_external_id: "text",
  first_span_id: "text",
  own_name: "text",
  is_overdue: "boolean",
};

/**
 * The ways up of waiting jobs that are known to their end: the end is the agent whose job it is, or
 * the trace's root. Of overdue jobs the way is as far as it is known: what is missing was never sent.
 *
 * The jobs come as parameters, for then the planner knows how many there are. One that took them for
 * a few, beside a project whose spans it has not counted yet, compared each with all.
 */
export async function findJobAncestors(
  db: Executor,
  projectId: string,
  jobs: readonly FoundUnsettledJob[],
): Promise<JobAncestors[]> {
  if (jobs.length === 0) return [];
  const rows = jobs.map((job) => ({
    job_trace_id: job.traceId,
    job_external_id: job.jobExternalId,
    first_span_id: job.spanId,
    own_name: job.agentName,
    is_overdue: job.isOverdue,
  }));
  return db.execute<JobAncestors>(sql`
    with recursive way as (
      select 0 as depth, waiting.*, span.*
      from ${rowsOf("waiting", WAITING, rows)}
      left join trace_spans as span on span.project_id = ${projectId}
        and span.trace_id = job_trace_id and span.span_id = first_span_id
      union all
      select depth + 1, job_trace_id, job_external_id, first_span_id, own_name, is_overdue, parent.*
      from way
      join trace_spans as parent on parent.project_id = ${projectId}
        and parent.trace_id = way.trace_id and parent.span_id = way.parent_span_id
      where depth < ${MAX_DEPTH}
        and not (way.is_agent and coalesce(own_name, way.agent_name) is not null)
    ),
    known as (
      select job_trace_id, job_external_id, first_span_id, is_overdue,
        coalesce(own_name, (array_agg(agent_name order by depth)
          filter (where is_agent and agent_name is not null))[1]) as agent_name,
        (array_agg(service_name order by depth) filter (where service_name is not null))[1] as service_name,
        (array_agg(is_failed order by is_agent desc, depth))[1] as is_failed,
        (array_agg(ended_at order by is_agent desc, depth))[1] as ended_at
      from way
      group by job_trace_id, job_external_id, first_span_id, own_name, is_overdue
      having is_overdue or bool_or(parent_span_id is null and span_id is not null
        or is_agent and coalesce(own_name, agent_name) is not null)
    )
    select job_trace_id as "traceId", job_external_id as "jobExternalId", known.agent_name as "agentName",
      coalesce(known.service_name, calls.service_name) as "serviceName",
      coalesce(known.is_failed, calls.is_failed) as "isFailed",
      coalesce(known.ended_at, calls.ended_at) as "endedAt"
    from known
    left join lateral (
      select max(service_name) as service_name, bool_and(is_failed) as is_failed, max(ended_at) as ended_at
      from trace_spans as call
      where call.project_id = ${projectId} and call.trace_id = job_trace_id
        and call.parent_span_id = first_span_id and is_overdue
    ) as calls on true
    order by job_trace_id, job_external_id`);
}
