import type { Sql } from "@ai-cost/db";

/**
 * Copies the specification's three tables, with only the columns that the queries read. The indexes
 * contain all these columns, so Postgres can read a month, a range of days or the newest charges
 * from an index alone.
 */
export async function createIndexedTables(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema indexed;
    create unlogged table indexed.pipeline_runs as
    select project_id, id, trigger, status, started_at from pipeline_runs;
    alter table indexed.pipeline_runs add primary key (project_id, id);
    create unlogged table indexed.agent_jobs as
    select project_id, id, pipeline_run_id, agent_type, status, first_charged_at from agent_jobs;
    alter table indexed.agent_jobs add primary key (project_id, id);
    create index on indexed.agent_jobs (project_id, id)
      include (pipeline_run_id, agent_type, status, first_charged_at);
    create index on indexed.agent_jobs (project_id, pipeline_run_id) include (first_charged_at);
    create unlogged table indexed.credit_transactions as
    select project_id, id, agent_job_id, charge_id, kind, amount_micro_usd, model, input_tokens,
      output_tokens, occurred_at
    from credit_transactions;
    alter table indexed.credit_transactions add primary key (project_id, id);
    create index on indexed.credit_transactions (project_id, occurred_at)
      include (agent_job_id, kind, amount_micro_usd, model, input_tokens, output_tokens);
    create index on indexed.credit_transactions (project_id, occurred_at desc, id desc)
      where kind = 'deduction';
    create index on indexed.credit_transactions (project_id, charge_id) where charge_id is not null`);
}
