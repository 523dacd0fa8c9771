import type { DatabaseClient } from "@ai-cost/db";

/**
 * Returns a project's charges, jobs, runs and rollups, identified by the names in its reports. Ids and
 * times of receipt are left out, so that the results of two projects with the same reports are equal.
 */
export async function recordedUsage({ sql }: Pick<DatabaseClient, "sql">, projectId: string) {
  const [charges, jobs, runs, days, agents, months] = await Promise.all([
    sql`select entry.idempotency_key as key, job.external_id as job, entry.amount_micro_usd as cost,
        entry.cost_source, entry.provider, entry.model, entry.input_tokens as input,
        entry.cache_read_tokens as cache_read, entry.cache_write_tokens as cache_write,
        entry.output_tokens as output, entry.reasoning_tokens as reasoning, entry.occurred_at
      from credit_transactions entry
      join agent_jobs job on job.project_id = entry.project_id and job.id = entry.agent_job_id
      where entry.project_id = ${projectId} order by 1`,
    sql`select job.external_id as job, run.external_id as run, job.agent_type, job.status,
        job.finished_at, job.first_charged_at
      from agent_jobs job
      join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
      where job.project_id = ${projectId} order by 1`,
    sql`select external_id as run, status from pipeline_runs where project_id = ${projectId} order by 1`,
    sql`select day, cost_micro_usd as cost, input_tokens as input, output_tokens as output, jobs
      from daily_spend where project_id = ${projectId} order by 1`,
    sql`select month, agent_type, cost_micro_usd as cost, input_tokens as input,
        output_tokens as output, jobs, completed_jobs, failed_jobs, unpriced_charges
      from monthly_agent_spend where project_id = ${projectId} order by 1, 2`,
    sql`select month, run.external_id as run, spend.cost_micro_usd as cost,
        spend.input_tokens as input, spend.output_tokens as output
      from monthly_run_spend spend
      join pipeline_runs run on run.project_id = spend.project_id and run.id = spend.pipeline_run_id
      where spend.project_id = ${projectId} order by 1, 2`,
  ]);
  return {
    charges: [...charges],
    jobs: [...jobs],
    runs: [...runs],
    days: [...days],
    agents: [...agents],
    months: [...months],
  };
}
