import { listOf } from "@ai-cost/db";
import { daysOfMonth, daysWindow, monthWindow } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { columnList, type Surface } from "./surfaces";

/**
 * The plain three-table join, ledger → jobs → runs, of one project and month, as the CTE `change`:
 * one row for each entry and one for each job whose first charge falls into the month, with every
 * key and amount of the read model. It shares no rule with the code that keeps the read model.
 */
export function monthOfLedger(projectId: string, month: string): SQL {
  const { start, end } = monthWindow(month);
  const days = daysOfMonth(month, end);
  const starts = listOf(
    days.map((day) => daysWindow(day, day).start),
    "timestamptz",
  );
  return sql`
  entry as materialized (
    select spend.*, job.id as job_id, job.agent_type, job.status, run.id as pipeline_run_id,
      (${listOf(days, "date")})[width_bucket(spend.occurred_at, ${starts})] as day
    from credit_transactions as spend
    join agent_jobs as job on job.project_id = ${projectId} and job.id = spend.agent_job_id
    join pipeline_runs as run on run.project_id = ${projectId} and run.id = job.pipeline_run_id
    where spend.project_id = ${projectId}
      and spend.occurred_at >= ${start.toISOString()}::timestamptz
      and spend.occurred_at < ${end.toISOString()}::timestamptz
  ),
  charged_job as (
    select job_id, agent_type, status, pipeline_run_id, min(day) as day
    from entry where kind = 'deduction' group by job_id, agent_type, status, pipeline_run_id
  ),
  counted_job as (
    select * from charged_job
    where (${firstCharge(projectId, sql`job_id`)}) >= ${start.toISOString()}::timestamptz
  ),
  change as (
    select day, ${month}::text as month, agent_type, pipeline_run_id, input_tokens, output_tokens,
      case kind when 'refund' then -amount_micro_usd else coalesce(amount_micro_usd, 0) end
        as cost_micro_usd,
      case kind when 'refund' then amount_micro_usd else 0 end as refunded_micro_usd,
      0 as jobs, 0 as completed_jobs, 0 as failed_jobs,
      case when kind = 'deduction' and amount_micro_usd is null and not exists (
        select from credit_transactions as correction
        where correction.project_id = ${projectId} and correction.charge_id = entry.id
          and correction.kind = 'correction'
      ) then 1 else 0 end as unpriced_charges
    from entry
    union all
    select day, ${month}::text, agent_type, pipeline_run_id, 0, 0, 0, 0,
      1, (status = 'completed')::int, (status = 'failed')::int, 0
    from counted_job
  )`;
}

/**
 * When a job was charged first, null when never. The kind stands in a filter: in the `where`, a
 * project that Postgres has no statistics of is read by its charges' instants, all for each job.
 */
const firstCharge = (projectId: string, jobId: SQL): SQL => sql`
  select min(occurred_at) filter (where kind = 'deduction') from credit_transactions
  where project_id = ${projectId} and agent_job_id = ${jobId}`;

/**
 * The rows of a surface that differ from the CTE `change`: its keys and, for each amount, what is
 * missing (`cost_micro_usd`) and what stands there (`cost_micro_usd_stored`).
 */
export function differencesOf(surface: Surface, projectId: string, month: string): SQL {
  const keys = columnList(surface.keys);
  const isOfMonth = surface.keys.some(({ name }) => name === "month")
    ? sql`month = ${month}`
    : sql`day >= ${`${month}-01`}::date and day < ${`${month}-01`}::date + interval '1 month'`;
  const amounts = surface.amounts.map(({ column }) => sql.identifier(column));
  const sums = amounts.map((amount) => sql`sum(${amount})::bigint as ${amount}`);
  const missing = surface.amounts.map(({ column }) => {
    const amount = sql.identifier(column);
    return sql`coalesce(truth.${amount}, 0) - coalesce(stored.${amount}, 0) as ${amount},
      coalesce(stored.${amount}, 0) as ${sql.identifier(`${column}_stored`)}`;
  });
  const differs = amounts.map(
    (amount) => sql`coalesce(truth.${amount}, 0) <> coalesce(stored.${amount}, 0)`,
  );
  return sql`
    select ${keys}, ${sql.join(missing, sql`, `)}
    from (select ${keys}, ${sql.join(sums, sql`, `)} from change group by ${keys}) as truth
    full join (
      select * from ${sql.identifier(surface.table)} where project_id = ${projectId} and ${isOfMonth}
    ) as stored using (${keys})
    where ${sql.join(differs, sql` or `)}`;
}
