import type { Sql } from "@ai-cost/db";

/**
 * Creates the tables of Langfuse version 2, which stored its data in Postgres. Here an observation
 * is a charge, a trace is a run and a model is an agent type. The indexes were written from memory
 * and may differ from those of Langfuse.
 */
export async function createLangfuseTables(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema langfuse;
    create unlogged table langfuse.traces as
    select id::text, project_id::text, external_id as name, started_at as timestamp
    from pipeline_runs;
    alter table langfuse.traces add primary key (id);
    create index on langfuse.traces (project_id, timestamp);
    create unlogged table langfuse.observations as
    select id::text, project_id::text, run_id::text as trace_id, 'GENERATION' as type,
      occurred_at as start_time, agent_type as model, agent_type as internal_model, 'TOKENS' as unit,
      input_tokens::int as prompt_tokens, output_tokens::int as completion_tokens,
      net_micro_usd::numeric / 1000000 as calculated_total_cost
    from bench.charge;
    alter table langfuse.observations add primary key (id);
    create index on langfuse.observations (trace_id, project_id, type, start_time);
    create index on langfuse.observations (trace_id, project_id, start_time);
    create index on langfuse.observations (project_id, internal_model, start_time, unit);
    create index on langfuse.observations (start_time);
    create index on langfuse.observations (model)`);
}
