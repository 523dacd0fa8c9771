import { type Executor, listOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";

/** What the spans above a waiting job say of it. */
export interface WayUp extends Record<string, unknown> {
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

/**
 * The ways up that are known to their end, of the jobs that wait in these traces: the end is the agent
 * whose job it is, or the trace's root. Of jobs that have waited since before `overdueAt`, wherever,
 * the way is as far as it is known: what is missing was never sent.
 */
export function waysUp(
  db: Executor,
  projectId: string,
  { traceIds, overdueAt }: { traceIds: readonly string[]; overdueAt: Date },
): Promise<WayUp[]> {
  const overdue = sql`received_at < ${overdueAt.toISOString()}`;
  return db.execute<WayUp>(sql`
    with recursive waiting as (
      select trace_id, job_external_id, span_id, agent_name, received_at from unsettled_jobs
      where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")})
      union
      select trace_id, job_external_id, span_id, agent_name, received_at from unsettled_jobs
      where project_id = ${projectId} and ${overdue}
    ),
    way as (
      select 0 as depth, waiting.job_external_id, waiting.agent_name as own_name, span.*
      from waiting
      join trace_spans span on span.project_id = ${projectId}
        and span.trace_id = waiting.trace_id and span.span_id = waiting.span_id
      union all
      select way.depth + 1, way.job_external_id, way.own_name, parent.*
      from way
      join trace_spans parent on parent.project_id = ${projectId}
        and parent.trace_id = way.trace_id and parent.span_id = way.parent_span_id
      where way.depth < ${MAX_DEPTH}
        and not (way.is_agent and coalesce(way.own_name, way.agent_name) is not null)
    )
    select waiting.trace_id as "traceId", waiting.job_external_id as "jobExternalId",
      coalesce(waiting.agent_name, (array_agg(way.agent_name order by depth)
        filter (where is_agent and way.agent_name is not null))[1]) as "agentName",
      coalesce((array_agg(way.service_name order by depth)
        filter (where way.service_name is not null))[1], calls.service_name) as "serviceName",
      coalesce((array_agg(way.is_failed order by is_agent desc, depth))[1], calls.is_failed) as "isFailed",
      coalesce((array_agg(way.ended_at order by is_agent desc, depth))[1], calls.ended_at) as "endedAt"
    from waiting
    left join way on way.trace_id = waiting.trace_id and way.job_external_id = waiting.job_external_id
    left join lateral (
      select max(service_name) as service_name, bool_and(is_failed) as is_failed, max(ended_at) as ended_at
      from trace_spans call
      where call.project_id = ${projectId} and call.trace_id = waiting.trace_id
        and call.parent_span_id = waiting.span_id and waiting.${overdue}
    ) as calls on true
    group by waiting.trace_id, waiting.job_external_id, waiting.agent_name, waiting.received_at,
      calls.service_name, calls.is_failed, calls.ended_at
    having waiting.${overdue} or bool_or(way.parent_span_id is null and way.span_id is not null
      or is_agent and coalesce(waiting.agent_name, way.agent_name) is not null)
    order by waiting.trace_id, waiting.job_external_id`);
}
