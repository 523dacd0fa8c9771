import type { SqlTransaction } from "@ai-cost/db";
import { NOW } from "./clock";

const HOUR_MS = 3_600_000;

/**
 * Copies the rows of the temporary tables `staged_…` to the application's tables. Inserts the ledger
 * rows in the order of `recorded_at`.
 */
export async function insertStaged(tx: SqlTransaction): Promise<void> {
  await tx`
    insert into pipeline_runs (project_id, id, external_id, trigger, status, status_at, started_at)
    select project_id, id, 'run ' || number, trigger, status, bench.instant(at_ms),
      bench.instant(at_ms)
    from staged_run order by number`;
  await tx`
    insert into agent_jobs (project_id, id, pipeline_run_id, external_id, agent_type, status,
      started_at, finished_at, first_charged_at)
    select project_id, id, run_id, 'job ' || number, agent_type, status, bench.instant(at_ms),
      case status when 'running' then null else bench.instant(at_ms + 600000) end,
      bench.instant(at_ms)
    from staged_job order by number`;
  await tx`
    insert into credit_transactions (project_id, id, agent_job_id, charge_id, kind, amount_micro_usd,
      model, canonical_model, provider, input_tokens, output_tokens, idempotency_key, content_hash, source,
      cost_source, price, occurred_at, recorded_at)
    select project_id, id, job_id, charge_id, kind, micro_usd, model, model, provider, input_tokens,
      output_tokens, id::text, repeat('0', 64), 'bench',
      case when micro_usd is not null then 'price_table' end,
      case when micro_usd is not null then price end,
      bench.instant(at_ms), bench.instant(recorded_ms)
    from (
      select project_id, id, job_id, null::uuid as charge_id, 'deduction' as kind,
        case when not is_unpriced then micro_usd end as micro_usd, model, provider, price,
        input_tokens, output_tokens, at_ms, recorded_ms
      from staged_charge
      union all
      select project_id, bench.id_at(later_ms, kind, number), job_id, id, kind,
        case kind when 'refund' then (micro_usd + 1) / 2 else micro_usd end, model, provider, price,
        0, 0, at_ms, later_ms
      from staged_charge
      cross join lateral (
        select case when is_corrected then 'correction' else 'refund' end as kind,
          least(recorded_ms + ${HOUR_MS}, ${NOW.getTime()}) as later_ms
      ) as adjustment
      where is_corrected or is_refunded
    ) as entry
    order by recorded_ms, entry.id`;
}
