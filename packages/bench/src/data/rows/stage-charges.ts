import type { SqlTransaction } from "@ai-cost/db";
import { NOW } from "./clock";
import { CHARGES_PER_JOB } from "./row-counts";

const DAY_MS = 86_400_000;

/**
 * The models with their prices in dollars per million tokens, which is the same as micro-dollars
 * per token.
 */
const MODELS = [
  { model: "claude-opus-4-5", provider: "anthropic", input: 5, output: 25 },
  { model: "claude-sonnet-4-5", provider: "anthropic", input: 3, output: 15 },
  { model: "claude-haiku-4-5", provider: "anthropic", input: 1, output: 5 },
  { model: "claude-opus-4-1", provider: "anthropic", input: 15, output: 75 },
  { model: "claude-sonnet-4", provider: "anthropic", input: 3, output: 15 },
  { model: "claude-haiku-3-5", provider: "anthropic", input: 1, output: 4 },
  { model: "gpt-5.1", provider: "openai", input: 2, output: 10 },
  { model: "gpt-5-pro", provider: "openai", input: 15, output: 120 },
  { model: "gpt-4.1", provider: "openai", input: 2, output: 8 },
  { model: "o3", provider: "openai", input: 2, output: 8 },
  { model: "gemini-2.5-pro", provider: "google", input: 1, output: 10 },
  { model: "gemini-3-pro", provider: "google", input: 2, output: 12 },
];

const MODEL_ROWS = MODELS.map(({ input, output, ...names }, number) => ({
  number,
  ...names,
  input,
  output,
  price: { usdPerMillion: { input_mtok: String(input), output_mtok: String(output) } },
}));

/**
 * Fills the temporary table `staged_charge` with eight charges for each row of `staged_job`. The first
 * charge is at the start of the job. Of all charges, one in 40 is recorded days late, one in 100 has no
 * price, and one in 200 is refunded by half. Half of the charges without a price have a correction.
 */
export async function stageCharges(tx: SqlTransaction): Promise<void> {
  await tx`
    create temp table staged_charge on commit drop as
    select charge.*, bench.id_at(recorded_ms, 'charge', charge.number) as id, model.model, model.provider,
      model.price,
      input_tokens * model.input + output_tokens * model.output as micro_usd,
      bench.pick(charge.number, 15, 100) = 0 as is_unpriced,
      bench.pick(charge.number, 15, 200) = 0 as is_corrected,
      bench.pick(charge.number, 15, 200) = 1 as is_refunded
    from (
      select job.project_id, job.id as job_id, slot.number, slot.at_ms,
        least(${NOW.getTime()}::bigint, slot.at_ms + case bench.pick(slot.number, 10, 40)
          when 0 then (1 + bench.pick(slot.number, 11, 30)) * ${DAY_MS} else 2000 end) as recorded_ms,
        200 + bench.pick(slot.number, 12, 60000) as input_tokens,
        50 + bench.pick(slot.number, 13, 8000) as output_tokens
      from staged_job as job
      cross join generate_series(0, ${CHARGES_PER_JOB - 1}) as position
      cross join lateral (
        select job.number * ${CHARGES_PER_JOB} + position as number,
          job.at_ms + position * 60000 + case position when 0 then 0
            else bench.pick(job.number * ${CHARGES_PER_JOB} + position, 9, 30000) end as at_ms
      ) as slot(number, at_ms)
    ) as charge
    join jsonb_to_recordset(${JSON.stringify(MODEL_ROWS)}::text::jsonb) as model(number bigint, model text, provider text,
        input bigint, output bigint, price jsonb)
      on model.number = bench.pick(charge.number, 14, ${MODELS.length})`;
}
