import type { DatabaseClient } from "@ai-cost/db";

/**
 * Reads all rows that contain a project's usage. To make two projects comparable, the result has external
 * ids instead of row ids, and no `recorded_at`. It omits a rollup row whose amounts are all zero, because
 * such a row means the same as no row.
 */
export async function readStoredRows(sql: DatabaseClient["sql"], projectId: string) {
  const runs = await sql`
    select to_jsonb(run) - '{project_id,id}'::text[] as row
    from pipeline_runs run where project_id = ${projectId} order by external_id`;
  const jobs = await sql`
    select to_jsonb(job) - '{project_id,id,pipeline_run_id}'::text[] as row, run.external_id as run
    from agent_jobs job join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
    where job.project_id = ${projectId} order by job.external_id`;
  const transactions = await sql`
    select to_jsonb(ledger) - '{project_id,id,agent_job_id,recorded_at}'::text[] as row, job.external_id as job
    from credit_transactions ledger
    join agent_jobs job on job.project_id = ledger.project_id and job.id = ledger.agent_job_id
    where ledger.project_id = ${projectId} order by idempotency_key`;
  const reportKeys = await sql`
    select to_jsonb(change) - '{project_id,recorded_at}'::text[] as row
    from reported_changes change where project_id = ${projectId} order by idempotency_key`;
  const days = await sql`
    select to_jsonb(spend) - 'project_id' as row from daily_spend spend
    where project_id = ${projectId}
      and (cost_micro_usd, input_tokens, output_tokens, jobs) <> (0, 0, 0, 0) order by day`;
  const agents = await sql`
    select to_jsonb(spend) - 'project_id' as row from monthly_agent_spend spend
    where project_id = ${projectId}
      and (cost_micro_usd, refunded_micro_usd, input_tokens, output_tokens, jobs, completed_jobs,
        failed_jobs, unpriced_charges) <> (0, 0, 0, 0, 0, 0, 0, 0) order by month, agent_type`;
  const runSpend = await sql`
    select to_jsonb(spend) - '{project_id,pipeline_run_id}'::text[] as row, run.external_id as run
    from monthly_run_spend spend
    join pipeline_runs run on run.project_id = spend.project_id and run.id = spend.pipeline_run_id
    where spend.project_id = ${projectId}
      and (cost_micro_usd, input_tokens, output_tokens) <> (0, 0, 0) order by month, run.external_id`;
  const gaps = await sql`
    select to_jsonb(gap) - 'project_id' as row from monthly_usage_gaps gap
    where project_id = ${projectId} and calls <> 0 order by month, source, usage_gap`;
  return { runs, jobs, transactions, reportKeys, days, agents, runSpend, gaps };
}
