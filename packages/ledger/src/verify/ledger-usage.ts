import { TOKEN_KINDS, UNATTRIBUTED } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";

const costOf = (kind: string): SQL =>
  sql`coalesce((cost_by_kind->>${sql.raw(`'${kind}'`)})::bigint, 0)`;

/** The cost of all kinds that are neither kinds of tokens nor `unattributed`. */
const UNITS_COST = sql`(
  select coalesce(sum(value::bigint), 0) from jsonb_each_text(cost_by_kind) as part(kind, value)
  where part.kind not in (${sql.raw([...TOKEN_KINDS, UNATTRIBUTED].map((kind) => `'${kind}'`).join(", "))})
)`;

const KIND_COSTS = sql.join(
  TOKEN_KINDS.map(
    (kind) => sql`sum(sign * ${costOf(kind)}) as ${sql.identifier(`${kind}_micro_usd`)}`,
  ),
  sql`, `,
);

/**
 * Limits a part of a call's tokens to the tokens that are left. The counts of a completion are differences
 * and are not limited.
 */
const atMost = (part: string, left: string): SQL =>
  sql.raw(`case kind when 'completion' then ${part} else least(${part}, ${left}) end`);

/** The amounts that `usage_by_name` sums. */
const SUMMED = [
  "cost_micro_usd",
  "input_tokens",
  "output_tokens",
  "refunded_micro_usd",
  "calls",
  "cached_input_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "audio_input_tokens",
  "image_input_tokens",
  "reasoning_tokens",
  "audio_output_tokens",
  "image_output_tokens",
  ...TOKEN_KINDS.map((kind) => `${kind}_micro_usd`),
  "units_micro_usd",
];

/**
 * Returns CTEs that follow those of `monthOfLedger`. The last one, `usage_change`, has the rows that the
 * usage rollup should have according to the ledger. Input tokens that belong to several kinds count as the
 * first of cached, audio and image; output tokens as the first of audio, image and reasoning.
 */
export const usageOfLedger = (): SQL => sql`
  usage_by_name as materialized (
    select day, agent_type, model,
      sum(sign * coalesce(amount_micro_usd, 0)) as cost_micro_usd,
      sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
      sum(case kind when 'refund' then amount_micro_usd else 0 end) as refunded_micro_usd,
      count(*) filter (where kind = 'deduction')
        - count(*) filter (where kind = 'completion' and idempotency_key like '%/gave-way') as calls,
      sum(cache_read) as cached_input_tokens,
      sum(cache_write - written_1h) as cache_write_5m_tokens,
      sum(written_1h) as cache_write_1h_tokens,
      sum(heard) as audio_input_tokens,
      sum(${atMost("image_input", "uncached - heard")}) as image_input_tokens,
      sum(${atMost("reasoning", "output_tokens - spoken - drawn")}) as reasoning_tokens,
      sum(spoken) as audio_output_tokens,
      sum(drawn) as image_output_tokens,
      ${KIND_COSTS},
      sum(sign * ${UNITS_COST}) as units_micro_usd
    from ledger_row
    cross join lateral (
      select case kind when 'refund' then -1 else 1 end as sign,
        input_tokens - cache_read - cache_write as uncached,
        ${atMost("cache_write_1h", "cache_write")} as written_1h,
        ${atMost("audio_input", "input_tokens - cache_read - cache_write")} as heard,
        ${atMost("audio_output", "output_tokens")} as spoken
    ) as split
    cross join lateral (select ${atMost("image_output", "output_tokens - spoken")} as drawn) as rest
    group by day, agent_type, model
  ),
  unpriced_by_name as (
    select day, agent_type, model, count(*) as unpriced_charges
    from unpriced_charge group by day, agent_type, model
  ),
  job_by_name as (
    select day, agent_type, count(*) as jobs,
      count(*) filter (where status = 'completed') as completed_jobs,
      count(*) filter (where status = 'failed') as failed_jobs
    from counted_job group by day, agent_type
  ),
  usage_change as (
    select grain,
      case when grain = 'model' then '*' else agent_type end as agent_type,
      case when grain = 'agent_type' then '*' else model end as model,
      0 as jobs, 0 as completed_jobs, 0 as failed_jobs,
      coalesce(unpriced_charges, 0) as unpriced_charges,
      day, ${sql.raw(SUMMED.join(", "))}
    from usage_by_name left join unpriced_by_name using (day, agent_type, model)
    cross join (values ('agent_type'), ('model'), ('both')) as summed(grain)
    union all
    select 'agent_type', agent_type, '*', jobs, completed_jobs, failed_jobs, 0,
      day, ${sql.raw(SUMMED.map(() => "0").join(", "))}
    from job_by_name
  )`;
