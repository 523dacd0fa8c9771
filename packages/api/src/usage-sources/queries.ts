import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";

/** An agent of a service whose usage is not counted. */
interface UncountedSource extends Record<string, unknown> {
  serviceName: string | null;
  agentName: string | null;
  traces: number;
  lastSeenAt: string;
}

const MAX_SPANS = 200;
const MAX_SOURCES = 20;

/**
 * Services and agents whose newest trace has token counts only on the spans of agents. Usage is counted
 * from the spans of model calls, so such a trace adds no usage. A source leaves the list as soon as it
 * sends a trace with the span of a model call.
 */
export function selectUncountedSources(
  db: Executor,
  projectId: string,
  since: Date,
): Promise<UncountedSource[]> {
  return db.execute<UncountedSource>(sql`
    with recent as (
      select trace_id, service_name, agent_name, received_at, not exists (
        select from trace_spans call
        where call.project_id = ${projectId} and call.trace_id = span.trace_id and call.is_model_call
      ) as is_uncounted
      from (
        select trace_id, service_name, agent_name, received_at from trace_spans
        where project_id = ${projectId} and repeats_usage and received_at >= ${since.toISOString()}
        order by received_at desc
        limit ${MAX_SPANS}
      ) as span
    )
    select service_name as "serviceName", agent_name as "agentName",
      count(distinct trace_id) filter (where is_uncounted)::int as traces,
      max(received_at) as "lastSeenAt"
    from recent
    group by service_name, agent_name
    having (array_agg(is_uncounted order by received_at desc, trace_id desc))[1]
    order by max(received_at) desc, service_name, agent_name
    limit ${MAX_SOURCES}`);
}
