import type { DatabaseClient } from "@ai-cost/db";

type Sql = DatabaseClient["sql"];

/**
 * Compares the rollups of all projects with sums over the ledger, and looks for duplicate idempotency
 * keys.
 */
export async function rollupProblems(sql: Sql): Promise<string[]> {
  const differences = await sql<{ rollup: string; row: string }[]>`
    with entry as (
      select spend.project_id, coalesce(spend.charge_id, spend.id) as charge_id, spend.source,
        spend.usage_gap, job.id as job_id, job.agent_type, job.status,
        job.pipeline_run_id as run_id, spend.kind, spend.occurred_at,
        to_char(spend.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day,
        to_char(spend.occurred_at at time zone 'UTC', 'YYYY-MM') as month,
        case spend.kind when 'refund' then -spend.amount_micro_usd
          else coalesce(spend.amount_micro_usd, 0) end as cost,
        case spend.kind when 'refund' then spend.amount_micro_usd else 0 end as refunded,
        coalesce(spend.input_tokens, 0) as input_tokens,
        coalesce(spend.output_tokens, 0) as output_tokens,
        case when spend.kind = 'deduction' and spend.amount_micro_usd is null and not exists (
          select from credit_transactions as correction
          where correction.project_id = spend.project_id and correction.charge_id = spend.id
            and correction.kind = 'correction'
        ) then 1 else 0 end as unpriced
      from credit_transactions as spend
      join agent_jobs as own on own.project_id = spend.project_id and own.id = spend.agent_job_id
      join agent_jobs as job on job.project_id = spend.project_id
        and job.id = coalesce(own.merged_into_job_id, own.id)
    ),
    counted as (
      select distinct on (project_id, job_id) * from entry where kind = 'deduction'
      order by project_id, job_id, occurred_at
    ),
    piece as (
      select project_id, day, month, agent_type, run_id, cost, refunded, input_tokens,
        output_tokens, unpriced, 0 as jobs, 0 as completed, 0 as failed
      from entry
      union all
      select project_id, day, month, agent_type, run_id, 0, 0, 0, 0, 0,
        1, (status = 'completed')::int, (status = 'failed')::int
      from counted
    ),
    gap_charge as (
      select * from entry where kind = 'deduction' and usage_gap is not null and not exists (
        select from entry as completion
        where completion.project_id = entry.project_id and completion.charge_id = entry.charge_id
          and completion.kind = 'completion' and completion.usage_gap is null
      )
    ),
    expected as (
      select 'day' as rollup, jsonb_build_array(project_id, day, sum(cost), sum(input_tokens),
        sum(output_tokens), sum(jobs)) as row
      from piece group by project_id, day
      union all
      select 'agent', jsonb_build_array(project_id, month, agent_type, sum(cost), sum(input_tokens),
        sum(output_tokens), sum(refunded), sum(jobs), sum(completed), sum(failed), sum(unpriced))
      from piece group by project_id, month, agent_type
      union all
      select 'run', jsonb_build_array(project_id, month, run_id, sum(cost), sum(input_tokens),
        sum(output_tokens))
      from piece group by project_id, month, run_id
      having (sum(cost), sum(input_tokens), sum(output_tokens)) <> (0, 0, 0)
      union all
      select 'usage gap', jsonb_build_array(gap_charge.project_id, gap_charge.month, gap_charge.source,
        gap_charge.usage_gap, count(*) filter (where entry.kind = 'deduction'), sum(entry.cost),
        sum(entry.input_tokens), sum(entry.output_tokens))
      from gap_charge join entry using (project_id, charge_id)
      group by gap_charge.project_id, gap_charge.month, gap_charge.source, gap_charge.usage_gap
    ),
    stored as (
      select 'day' as rollup, jsonb_build_array(project_id, day, cost_micro_usd, input_tokens,
        output_tokens, jobs) as row
      from daily_spend
      where (cost_micro_usd, input_tokens, output_tokens, jobs) <> (0, 0, 0, 0)
      union all
      select 'agent', jsonb_build_array(project_id, month, agent_type, cost_micro_usd, input_tokens,
        output_tokens, refunded_micro_usd, jobs, completed_jobs, failed_jobs, unpriced_charges)
      from monthly_agent_spend
      where (cost_micro_usd, input_tokens, output_tokens, refunded_micro_usd, jobs, completed_jobs,
        failed_jobs, unpriced_charges) <> (0, 0, 0, 0, 0, 0, 0, 0)
      union all
      select 'run', jsonb_build_array(project_id, month, pipeline_run_id, cost_micro_usd,
        input_tokens, output_tokens)
      from monthly_run_spend
      where (cost_micro_usd, input_tokens, output_tokens) <> (0, 0, 0)
      union all
      select 'usage gap', jsonb_build_array(project_id, month, source, usage_gap, calls,
        cost_micro_usd, input_tokens, output_tokens)
      from monthly_usage_gaps where calls <> 0
    )
    (select 'missing in the rollup by ' || rollup as rollup, row::text
      from (select * from expected except select * from stored) as missing)
    union all
    (select 'not in the ledger, but in the rollup by ' || rollup, row::text
      from (select * from stored except select * from expected) as extra)`;
  const repeated = await sql<{ key: string; rows: number }[]>`
    select project_id || ' ' || idempotency_key as key, count(*)::int as rows
    from credit_transactions group by project_id, idempotency_key having count(*) > 1`;
  return [
    ...differences.slice(0, 5).map(({ rollup, row }) => `${rollup}: ${row}`),
    ...(differences.length > 5 ? [`and ${differences.length - 5} further differences`] : []),
    ...repeated.slice(0, 5).map(({ key, rows }) => `${rows} rows have the same key: ${key}`),
  ];
}
