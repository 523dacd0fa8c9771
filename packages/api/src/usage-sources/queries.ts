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
      select trace_id, service_name, agent_name, received_at, (
        select true from trace_spans call
        where call.project_id = ${projectId} and call.trace_id = span.trace_id and call.is_model_call
        order by span_id limit 1
      ) is null as is_uncounted
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

/** The days on which usage of a provider may be counted twice, as `YYYY-MM-DD`, oldest first. */
interface OverlappingDays extends Record<string, unknown> {
  provider: string;
  days: string[];
}

const MAX_IMPORTED_DAYS = 200;
const CHARGES_A_DAY = 1000;

/**
 * The imported days that also have usage of the same provider from another source. Of each day, only the
 * newest charges are looked at, so that the number of rows that are read is limited.
 */
export function selectOverlappingDays(
  db: Executor,
  projectId: string,
  firstDay: string,
  lastDay: string,
): Promise<OverlappingDays[]> {
  return db.execute<OverlappingDays>(sql`
    select imported.provider, array_agg(imported.day::text order by imported.day) as days
    from (
      select provider, day, array_agg(source) as sources from imported_days
      where project_id = ${projectId} and day between ${firstDay} and ${lastDay}
      group by provider, day
      order by day desc, provider
      limit ${MAX_IMPORTED_DAYS}
    ) as imported
    where exists (
      select from (
        select provider, source from credit_transactions
        where project_id = ${projectId} and kind = 'deduction'
          and occurred_at >= imported.day::timestamp at time zone 'UTC'
          and occurred_at < (imported.day + 1)::timestamp at time zone 'UTC'
        order by occurred_at desc, id desc
        limit ${CHARGES_A_DAY}
      ) as newest
      where coalesce(newest.provider, 'unknown') = imported.provider
        and coalesce(newest.source, '') <> all (imported.sources)
    )
    group by imported.provider
    order by imported.provider`);
}
