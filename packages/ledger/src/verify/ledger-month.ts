import { monthWindow } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { columnList, type Surface } from "../read-model/rollups";

/**
 * The plain three-table join, ledger → jobs → runs, of one project and month, as the CTE `change`:
 * one row for each entry, one for each charge without a price and one for each job whose first charge
 * falls into the month, with every key and amount of the read model. It takes the jobs' own
 * `first_charged_at`, which `first-charges.ts` holds against the ledger, and shares no rule with the
 * code that keeps the read model. What it reads and keeps grows with the month, not with the project.
 */
export function monthOfLedger(projectId: string, month: string): SQL {
  const { start, end } = monthWindow(month);
  // Each kind by the index that has it. Their jobs and runs are looked up one by one (`offset 0`), for
  // a hash of all jobs of the project would be made anew for each month.
  const entries = (kinds: SQL) => sql`
      select id, agent_job_id, kind, amount_micro_usd, input_tokens, output_tokens, occurred_at
      from credit_transactions
      where project_id = ${projectId} and ${kinds}
        and occurred_at >= ${start.toISOString()}::timestamptz
        and occurred_at < ${end.toISOString()}::timestamptz`;
  return sql`
  entry as materialized (
    select spend.*, job.id as job_id, job.agent_type, job.status, job.first_charged_at,
      run.id as pipeline_run_id, (spend.occurred_at at time zone 'UTC')::date as day
    from (
      ${entries(sql`kind = 'deduction'`)}
      union all
      ${entries(sql`charge_id is not null`)}
    ) as spend
    cross join lateral (
      select * from agent_jobs where project_id = ${projectId} and id = spend.agent_job_id offset 0
    ) as job
    cross join lateral (
      select id from pipeline_runs where project_id = ${projectId} and id = job.pipeline_run_id offset 0
    ) as run
  ),
  unpriced_charge as (
    select day, agent_type, pipeline_run_id from entry
    where kind = 'deduction' and amount_micro_usd is null and not exists (
      select from credit_transactions as correction
      where correction.project_id = ${projectId} and correction.charge_id = entry.id
        and correction.kind = 'correction'
    )
  ),
  counted_job as (
    select distinct job_id, agent_type, status, pipeline_run_id, day from entry
    where kind = 'deduction' and occurred_at = first_charged_at
  ),
  change as (
    select day, ${month}::text as month, agent_type, pipeline_run_id, input_tokens, output_tokens,
      case kind when 'refund' then -amount_micro_usd else coalesce(amount_micro_usd, 0) end
        as cost_micro_usd,
      case kind when 'refund' then amount_micro_usd else 0 end as refunded_micro_usd,
      0 as jobs, 0 as completed_jobs, 0 as failed_jobs, 0 as unpriced_charges
    from entry
    union all
    select day, ${month}::text, agent_type, pipeline_run_id, 0, 0, 0, 0, 0, 0, 0, 1
    from unpriced_charge
    union all
    select day, ${month}::text, agent_type, pipeline_run_id, 0, 0, 0, 0,
      1, (status = 'completed')::int, (status = 'failed')::int, 0
    from counted_job
  )`;
}

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
