import { type Executor, listOf } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

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

/** Of jobs that have waited too long, one request sees to so many, the oldest first. */
const MAX_OVERDUE_JOBS = 2_000;

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
  const isOverdue = sql`received_at < ${overdueAt.toISOString()}`;
  return db.execute<WayUp>(sql`
    with recursive waiting as (
      select job_external_id, trace_id as job_trace_id, span_id as first_span_id,
        agent_name as own_name, ${isOverdue} as is_overdue
      from (
        select * from unsettled_jobs
        where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")})
        union
        (select * from unsettled_jobs where project_id = ${projectId} and ${isOverdue}
        order by received_at limit ${MAX_OVERDUE_JOBS})
      ) as job
    ),
    way as (
      select 0 as depth, waiting.*, span.*
      from waiting left join lateral ${spanOf(projectId, sql`job_trace_id`, sql`first_span_id`)} as span on true
      union all
      select depth + 1, job_external_id, job_trace_id, first_span_id, own_name, is_overdue, parent.*
      from way cross join lateral ${spanOf(projectId, sql`job_trace_id`, sql`way.parent_span_id`)} as parent
      where depth < ${MAX_DEPTH} and not (is_agent and coalesce(own_name, way.agent_name) is not null)
    ),
    known as (
      select job_external_id, job_trace_id, first_span_id, is_overdue,
        coalesce(own_name, (array_agg(agent_name order by depth)
          filter (where is_agent and agent_name is not null))[1]) as agent_name,
        (array_agg(service_name order by depth) filter (where service_name is not null))[1] as service_name,
        (array_agg(is_failed order by is_agent desc, depth))[1] as is_failed,
        (array_agg(ended_at order by is_agent desc, depth))[1] as ended_at
      from way
      group by job_external_id, job_trace_id, first_span_id, own_name, is_overdue
      having is_overdue or bool_or(parent_span_id is null and span_id is not null
        or is_agent and coalesce(own_name, agent_name) is not null)
    )
    select job_trace_id as "traceId", job_external_id as "jobExternalId", known.agent_name as "agentName",
      coalesce(known.service_name, calls.service_name) as "serviceName",
      coalesce(known.is_failed, calls.is_failed) as "isFailed",
      coalesce(known.ended_at, calls.ended_at) as "endedAt"
    from known left join lateral (
      select max(service_name) as service_name, bool_and(is_failed) as is_failed, max(ended_at) as ended_at
      from trace_spans
      where project_id = ${projectId} and trace_id = job_trace_id
        and parent_span_id = first_span_id and is_overdue
    ) as calls on true
    order by job_trace_id, job_external_id`);
}

/**
 * One span by its key, `limit 1` so that it stays a look-up: a planner that has not counted a project's
 * rows yet would compare every job with every span.
 */
const spanOf = (projectId: string, traceId: SQL, spanId: SQL): SQL => sql`(
  select span_id, parent_span_id, service_name, is_agent, agent_name, is_failed, ended_at
  from trace_spans
  where project_id = ${projectId} and trace_id = ${traceId} and span_id = ${spanId}
  limit 1)`;
