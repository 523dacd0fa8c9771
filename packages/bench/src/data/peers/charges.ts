import type { Sql } from "@ai-cost/db";

/**
 * Creates the view `bench.charge`, which contains each charge with its job. The compared systems
 * have no rows for corrections and refunds, so `net_micro_usd` is the charge's amount plus its
 * corrections minus its refunds.
 */
export const createChargeView = (sql: Sql) =>
  sql.unsafe(`
    create view bench.charge as
    select charge.project_id, charge.id, charge.agent_job_id as job_id, job.pipeline_run_id as run_id,
      job.agent_type, charge.input_tokens, charge.output_tokens, charge.occurred_at,
      coalesce(charge.amount_micro_usd, 0) + coalesce(adjustment.micro_usd, 0) as net_micro_usd,
      bench.pick(hashtextextended(job.pipeline_run_id::text, 0), 1, 8) as key_number
    from credit_transactions as charge
    join agent_jobs as job on job.project_id = charge.project_id and job.id = charge.agent_job_id
    left join (
      select project_id, charge_id,
        sum(case kind when 'refund' then -amount_micro_usd else amount_micro_usd end)::bigint
          as micro_usd
      from credit_transactions where charge_id is not null group by project_id, charge_id
    ) as adjustment on adjustment.project_id = charge.project_id and adjustment.charge_id = charge.id
    where charge.kind = 'deduction'`);
