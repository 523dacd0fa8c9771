import { monthWindow } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { columnList, type Rollup, USAGE_GAP_ROLLUP, USAGE_ROLLUP } from "../read-model/rollups";
import { usageOfLedger } from "./ledger-usage";

/**
 * Returns CTEs that compute the rollup changes of one project and month from the ledger, by a plain
 * join of transactions, jobs and runs, in which a merged job's transactions count for the job that it
 * was merged into. The CTE `change` has one row for each transaction, each charge without a price and
 * each job whose first charge is in the month, with every key and amount of the rollups of spend. The CTE
 * `usage_gap_change` has one row for each transaction of a charge with a usage gap, and `usage_change`
 * has the rows of the rollup of usage.
 *
 * It shares no rule with the code that updates the rollups, so that it finds the errors of that code.
 * It trusts the jobs' `first_charged_at`, which `first-charges.ts` compares with the ledger. The number
 * of rows that it reads grows with the month, not with the project.
 */
export function monthOfLedger(projectId: string, month: string): SQL {
  const { start, end } = monthWindow(month);
  // Charges and adjustments have separate indexes, so each has its own select. `offset 0` makes
  // Postgres look up jobs and runs one by one; otherwise it would hash all jobs of the project for each
  // month.
  const transactions = (kinds: SQL) => sql`
      select id, agent_job_id, charge_id, kind, idempotency_key, amount_micro_usd, cost_by_kind,
        coalesce(canonical_model, model, 'unknown') as model,
        coalesce(input_tokens, 0) as input_tokens, coalesce(output_tokens, 0) as output_tokens,
        coalesce(cache_read_tokens, 0) as cache_read, coalesce(cache_write_tokens, 0) as cache_write,
        coalesce(cache_write_1h_tokens, 0) as cache_write_1h,
        coalesce(audio_input_tokens, 0) as audio_input, coalesce(image_input_tokens, 0) as image_input,
        coalesce(reasoning_tokens, 0) as reasoning, coalesce(audio_output_tokens, 0) as audio_output,
        coalesce(image_output_tokens, 0) as image_output,
        source, usage_gap, occurred_at
      from credit_transactions
      where project_id = ${projectId} and ${kinds}
        and occurred_at >= ${start.toISOString()}::timestamptz
        and occurred_at < ${end.toISOString()}::timestamptz`;
  return sql`
  ledger_row as materialized (
    select spend.*, job.id as job_id, job.agent_type, job.status, job.first_charged_at,
      run.id as pipeline_run_id, (spend.occurred_at at time zone 'UTC')::date as day
    from (
      ${transactions(sql`kind = 'deduction'`)}
      union all
      ${transactions(sql`charge_id is not null`)}
    ) as spend
    cross join lateral (
      select coalesce(merged_into_job_id, id) as counted_id from agent_jobs
      where project_id = ${projectId} and id = spend.agent_job_id offset 0
    ) as named
    cross join lateral (
      select * from agent_jobs
      where project_id = ${projectId} and id = named.counted_id offset 0
    ) as job
    cross join lateral (
      select id from pipeline_runs where project_id = ${projectId} and id = job.pipeline_run_id offset 0
    ) as run
  ),
  unpriced_charge as (
    select day, agent_type, model, pipeline_run_id from ledger_row
    where kind = 'deduction' and amount_micro_usd is null and not exists (
      select from credit_transactions as correction
      where correction.project_id = ${projectId} and correction.charge_id = ledger_row.id
        and correction.kind = 'correction'
    )
  ),
  counted_job as (
    select distinct job_id, agent_type, status, pipeline_run_id, day from ledger_row
    where kind = 'deduction' and occurred_at = first_charged_at
  ),
  change as (
    select day, ${month}::text as month, agent_type, pipeline_run_id, input_tokens, output_tokens,
      case kind when 'refund' then -amount_micro_usd else coalesce(amount_micro_usd, 0) end
        as cost_micro_usd,
      case kind when 'refund' then amount_micro_usd else 0 end as refunded_micro_usd,
      0 as jobs, 0 as completed_jobs, 0 as failed_jobs, 0 as unpriced_charges
    from ledger_row
    union all
    select day, ${month}::text, agent_type, pipeline_run_id, 0, 0, 0, 0, 0, 0, 0, 1
    from unpriced_charge
    union all
    select day, ${month}::text, agent_type, pipeline_run_id, 0, 0, 0, 0,
      1, (status = 'completed')::int, (status = 'failed')::int, 0
    from counted_job
  ),
  gap_charge as (
    select id, source, usage_gap from ledger_row
    where kind = 'deduction' and source is not null and usage_gap is not null and not exists (
      select from credit_transactions as completion
      where completion.project_id = ${projectId} and completion.charge_id = ledger_row.id
        and completion.kind = 'completion' and completion.usage_gap is null
    )
  ),
  usage_gap_change as (
    select ${month}::text as month, gap_charge.source, gap_charge.usage_gap,
      (kind = 'deduction')::int as calls,
      case kind when 'refund' then -amount_micro_usd else coalesce(amount_micro_usd, 0) end
        as cost_micro_usd,
      input_tokens, output_tokens
    from gap_charge join ledger_row on gap_charge.id = coalesce(ledger_row.charge_id, ledger_row.id)
  ),
  ${usageOfLedger()}`;
}

/**
 * Selects the rows of a rollup that differ from the CTEs of `monthOfLedger`. It returns the keys and, for each
 * amount, how much is missing (`cost_micro_usd`) and how much is stored (`cost_micro_usd_stored`).
 */
export function differencesOf(rollup: Rollup, projectId: string, month: string): SQL {
  const keys = columnList(rollup.keys);
  const change = sql.identifier(CHANGE_CTES.get(rollup) ?? "change");
  const isInMonth = rollup.keys.some(({ name }) => name === "month")
    ? sql`month = ${month}`
    : sql`day >= ${`${month}-01`}::date and day < ${`${month}-01`}::date + interval '1 month'`;
  const amounts = rollup.amounts.map(({ column }) => sql.identifier(column));
  const sums = amounts.map((amount) => sql`sum(${amount}) as ${amount}`);
  const missing = rollup.amounts.map(({ column }) => {
    const amount = sql.identifier(column);
    return sql`coalesce(ledger.${amount}, 0) - coalesce(stored.${amount}, 0) as ${amount},
      coalesce(stored.${amount}, 0) as ${sql.identifier(`${column}_stored`)}`;
  });
  const differs = amounts.map(
    (amount) => sql`coalesce(ledger.${amount}, 0) <> coalesce(stored.${amount}, 0)`,
  );
  return sql`
    select ${keys}, ${sql.join(missing, sql`, `)}
    from (select ${keys}, ${sql.join(sums, sql`, `)} from ${change} group by ${keys}) as ledger
    full join (
      select * from ${sql.identifier(rollup.table)} where project_id = ${projectId} and ${isInMonth}
    ) as stored using (${keys})
    where ${sql.join(differs, sql` or `)}`;
}

const CHANGE_CTES = new Map([
  [USAGE_GAP_ROLLUP, "usage_gap_change"],
  [USAGE_ROLLUP, "usage_change"],
]);
