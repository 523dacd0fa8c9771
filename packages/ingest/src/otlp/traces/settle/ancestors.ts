import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { FoundUnsettledJob } from "./unsettled-jobs";

/** The data that the ancestors of an unsettled job's spans give about the job. */
export interface JobAncestors extends Record<string, unknown> {
  traceId: string;
  jobExternalId: string;
  /**
   * The agent that the job's calls name, or that the nearest agent invocation above the calls names; null
   * when neither names an agent.
   */
  agentName: string | null;
  /** The name of the nearest service among the spans that has a name. */
  serviceName: string | null;
  /**
   * How the job ended, taken from the nearest agent invocation, or from the span that the search starts
   * from. If that span never arrived, the job ended with the last of its calls, and it failed if all its
   * calls failed.
   */
  isFailed: boolean | null;
  endedAt: string | null;
}

/**
 * The maximum depth of the search, deeper than any real trace. It ends a search through parent links that
 * form a cycle.
 */
const MAX_DEPTH = 200;

const COLUMN_TYPES = {
  job_trace_id: "text",
  job_external_id: "text",
  first_span_id: "text",
  own_name: "text",
  is_overdue: "boolean",
};

/**
 * The ancestors of each of the jobs, if they are complete: all spans up to the job's agent, or up to the
 * root of the trace, have arrived. For an overdue job the ancestors that have arrived are taken, because
 * the missing spans will not arrive.
 *
 * The jobs are passed as parameters, so that the planner knows their number. With a subquery and no
 * statistics, the planner would compare every job with every span.
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
    with recursive ancestor as (
      select 0 as depth, unsettled.*, span.*
      from ${rowsOf("unsettled", COLUMN_TYPES, rows)}
      left join trace_spans as span on span.project_id = ${projectId}
        and span.trace_id = job_trace_id and span.span_id = first_span_id
      union all
      select depth + 1, job_trace_id, job_external_id, first_span_id, own_name, is_overdue, parent.*
      from ancestor
      join trace_spans as parent on parent.project_id = ${projectId}
        and parent.trace_id = ancestor.trace_id and parent.span_id = ancestor.parent_span_id
      where depth < ${MAX_DEPTH}
        and not (ancestor.is_agent and coalesce(own_name, ancestor.agent_name) is not null)
    ),
    complete as (
      select job_trace_id, job_external_id, first_span_id, is_overdue,
        coalesce(own_name, (array_agg(agent_name order by depth)
          filter (where is_agent and agent_name is not null))[1]) as agent_name,
        (array_agg(service_name order by depth) filter (where service_name is not null))[1] as service_name,
        (array_agg(is_failed order by is_agent desc, depth))[1] as is_failed,
        (array_agg(ended_at order by is_agent desc, depth))[1] as ended_at
      from ancestor
      group by job_trace_id, job_external_id, first_span_id, own_name, is_overdue
      having is_overdue or bool_or(parent_span_id is null and span_id is not null
        or is_agent and coalesce(own_name, agent_name) is not null)
    )
    select job_trace_id as "traceId", job_external_id as "jobExternalId", complete.agent_name as "agentName",
      coalesce(complete.service_name, calls.service_name) as "serviceName",
      coalesce(complete.is_failed, calls.is_failed) as "isFailed",
      coalesce(complete.ended_at, calls.ended_at) as "endedAt"
    from complete
    left join lateral (
      select max(service_name) as service_name, bool_and(is_failed) as is_failed, max(ended_at) as ended_at
      from trace_spans as call
      where call.project_id = ${projectId} and call.trace_id = job_trace_id
        and call.parent_span_id = first_span_id and is_overdue
    ) as calls on true
    order by job_trace_id, job_external_id`);
}
