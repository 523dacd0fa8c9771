import type { Sql } from "@ai-cost/db";
import { NOW } from "./clock";
import { OWNERS } from "./projects";

const DAY_MS = 86_400_000;
const SPAN_RETENTION_MS = 7 * DAY_MS;

/** Inserts an audit event for every ten runs, and two spans for each run of the last seven days. */
export async function insertAuditEventsAndSpans(sql: Sql): Promise<void> {
  await sql`
    insert into audit_events (project_id, id, actor_id, action, "from", "to", at)
    select project_id, id, ${OWNERS[0].id}, 'budget.set', null, '250.00', started_at
    from pipeline_runs where bench.pick(hashtextextended(id::text, 0), 1, 10) = 0`;
  await sql`
    insert into trace_spans (project_id, trace_id, span_id, parent_span_id, service_name, is_agent,
      agent_name, is_model_call, repeats_usage, is_failed, ended_at, received_at)
    select run.project_id, md5(run.id::text), span.id, span.parent_id, 'pipeline', not span.is_model_call,
      'Agent', span.is_model_call, not span.is_model_call, false, started_at, started_at
    from pipeline_runs as run
    cross join (values ('00000000000000a1', null, false), ('00000000000000a2', '00000000000000a1', true))
      as span(id, parent_id, is_model_call)
    where started_at >= ${new Date(NOW.getTime() - SPAN_RETENTION_MS).toISOString()}`;
}
