import type { DatabaseClient } from "@ai-cost/db";

const PROJECTS = 20;
const ROWS_A_JOB = 10;

/** Rows of a ledger with their read model, by columns that every schema has had. */
export async function fillLedger({ sql }: DatabaseClient, rows: number): Promise<void> {
  await sql`
    create temp table charge as
    select md5('project ' || number % ${PROJECTS})::uuid as project_id,
      md5('run ' || number % ${PROJECTS})::uuid as run_id,
      md5('job ' || number % ${PROJECTS} || ' ' || number / ${PROJECTS * ROWS_A_JOB})::uuid as job_id,
      md5('charge ' || number)::uuid as id, number % 100000 as amount, number % 5000 as tokens,
      timestamptz '2026-01-01' + number % 200 * interval '1 day' as at
    from generate_series(1, ${rows}::int) as number`;
  await sql`
    insert into projects (id, name, created_at)
    select distinct project_id, 'A project', timestamptz '2026-01-01' from charge`;
  await sql`
    insert into pipeline_runs (project_id, id, status, started_at)
    select distinct project_id, run_id, 'running', timestamptz '2026-01-01' from charge`;
  await sql`
    insert into agent_jobs
      (project_id, id, pipeline_run_id, agent_type, status, started_at, first_charged_at)
    select project_id, job_id, run_id, 'research', 'running', min(at), min(at)
    from charge group by project_id, job_id, run_id`;
  await sql`
    insert into credit_transactions (project_id, id, agent_job_id, kind, amount_micro_usd,
      input_tokens, output_tokens, idempotency_key, content_hash, occurred_at, recorded_at)
    select project_id, id, job_id, 'deduction', amount, tokens, tokens, id::text, repeat('0', 64), at, at
    from charge`;
  await sql`
    insert into daily_spend (project_id, day, cost_micro_usd, input_tokens, output_tokens, jobs)
    select project_id, day, sum(amount), sum(tokens), sum(tokens), sum(jobs) from (
      select project_id, (at at time zone 'UTC')::date as day, amount, tokens, 0 as jobs from charge
      union all
      select project_id, (first_charged_at at time zone 'UTC')::date, 0, 0, 1 from agent_jobs
    ) as piece group by project_id, day`;
  await sql`drop table charge`;
}

/** The ledger's and the read model's sums of each of those projects, to be compared with later ones. */
export async function sumsOf({ sql }: DatabaseClient): Promise<string> {
  const [sums] = await sql<{ text: string }[]>`
    select jsonb_agg(jsonb_build_array(ledger.*, spend.*) order by ledger.project_id)::text as text
    from (
      select project_id, count(*), sum(amount_micro_usd), sum(input_tokens), sum(output_tokens),
        min(idempotency_key), max(occurred_at)
      from credit_transactions where kind = 'deduction' group by project_id
    ) as ledger
    join (
      select project_id, sum(cost_micro_usd), sum(input_tokens), sum(jobs) from daily_spend
      group by project_id
    ) as spend using (project_id)`;
  return sums?.text ?? "";
}
