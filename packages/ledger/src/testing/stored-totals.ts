import type { DatabaseClient } from "@ai-cost/db";

/**
 * Returns the totals of a project twice: from the join of the three ledger tables, and from the rollups
 * by day and by agent type.
 */
export async function storedTotals({ sql }: Pick<DatabaseClient, "sql">, projectId: string) {
  const [ledger] = await sql`
    select count(*)::int as rows, count(distinct job.id)::int as jobs,
      count(distinct run.id)::int as runs,
      sum(entry.amount_micro_usd)::bigint as "costMicroUsd",
      sum(entry.input_tokens)::bigint as "inputTokens",
      sum(entry.output_tokens)::bigint as "outputTokens"
    from credit_transactions entry
    join agent_jobs job on job.project_id = entry.project_id and job.id = entry.agent_job_id
    join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
    where entry.project_id = ${projectId}`;
  const [days] = await sql`
    select sum(cost_micro_usd)::bigint as "costMicroUsd", sum(input_tokens)::bigint as "inputTokens",
      sum(output_tokens)::bigint as "outputTokens", sum(jobs)::int as jobs
    from daily_spend where project_id = ${projectId}`;
  const [agents] = await sql`
    select sum(cost_micro_usd)::bigint as "costMicroUsd", sum(input_tokens)::bigint as "inputTokens",
      sum(output_tokens)::bigint as "outputTokens", sum(jobs)::int as jobs,
      sum(completed_jobs)::int as "completedJobs"
    from monthly_agent_spend where project_id = ${projectId}`;
  return { ledger, days, agents };
}
