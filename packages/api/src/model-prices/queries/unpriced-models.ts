import { type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";

const MAX_MODELS = 100;
/**
 * The number of charges that are read from each end of a model's charges. Without this limit the query
 * would take longer as the ledger grows.
 */
const MAX_CHARGES = 500;

export interface UnpricedModelRow extends Record<string, unknown> {
  /** The reported name of the model; null for charges whose reports named no model. */
  model: string | null;
  charges: bigint;
  /** Sums, as the text of a `numeric`. */
  input_tokens: string;
  output_tokens: string;
  /** An instant in Postgres's text format. */
  last_seen_at: string;
  /** The provider of the newest of these charges, as reported. */
  provider: string | null;
  /** True when the model has charges that were not read. */
  has_more: boolean;
}

/**
 * Selects up to 100 models with unpriced charges, the most recently seen first. For each model it reads
 * only the newest 500 and the oldest 500 of the charges that were recorded without a price. Repricing
 * works from one end to the other, so if it was interrupted, the charges that are still unpriced are at
 * one of the two ends.
 */
export async function selectUnpricedModels(
  db: Executor,
  projectId: string,
): Promise<UnpricedModelRow[]> {
  if (!(await hasUnpricedCharges(db, projectId))) return [];
  const isModel = sql`charge.model = named.model`;
  const isNone = sql`charge.model is null`;
  return db.execute<UnpricedModelRow>(sql`
    with recursive models as (
      ${nextModel(projectId, sql`charge.model is not null`)}
      union all
      select ${nextModel(projectId, sql`charge.model > models.model`)}
      from models where models.model is not null
    ),
    named as (select model from models where model is not null limit ${MAX_MODELS})
    select named.model, unpriced.*, ${hasMore(projectId, isModel)} as has_more
    from named cross join lateral (${stillUnpriced(projectId, isModel)}) as unpriced
    where unpriced.charges > 0
    union all
    select null, unpriced.*, ${hasMore(projectId, isNone)}
    from (${stillUnpriced(projectId, isNone)}) as unpriced
    where unpriced.charges > 0
    order by last_seen_at desc, model`);
}

/**
 * Whether the rollup counts any unpriced charge. Most projects have none, and this check then saves the
 * search through the charges.
 */
async function hasUnpricedCharges(db: Executor, projectId: string): Promise<boolean> {
  const { unpricedCharges } = monthlyAgentSpend;
  const rows = await db
    .select({ unpricedCharges })
    .from(monthlyAgentSpend)
    .where(and(eq(monthlyAgentSpend.projectId, projectId), gt(unpricedCharges, 0n)))
    .limit(1);
  return rows.length > 0;
}

/**
 * Selects the charges that were recorded without a price, including charges that a correction has priced
 * since then.
 */
const recordedUnpriced = (projectId: string, ofModel: SQL): SQL => sql`
  credit_transactions as charge
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
    and charge.amount_micro_usd is null and ${ofModel}`;

const nextModel = (projectId: string, after: SQL): SQL => sql`
  (select charge.model from ${recordedUnpriced(projectId, after)} order by charge.model limit 1)`;

/**
 * The order begins with the model, although the query selects a single model, to match the index of
 * charges without a price. An order by the instant alone would let Postgres choose another index and read
 * all of it to find a few charges.
 */
const NEWEST_FIRST = sql`charge.model, charge.occurred_at desc`;
const OLDEST_FIRST = sql`charge.model desc, charge.occurred_at`;

const fromEnd = (projectId: string, ofModel: SQL, order: SQL): SQL => sql`
  (select charge.id, charge.provider, charge.input_tokens, charge.output_tokens, charge.occurred_at
    from ${recordedUnpriced(projectId, ofModel)}
    order by ${order} limit ${MAX_CHARGES})`;

/**
 * One row with the totals of the charges that are still unpriced, with their completions. The correction
 * of each charge is looked up in the index. The query does not use a join, because Postgres would plan it with outdated statistics
 * right after thousands of corrections were added, and the join would take minutes.
 */
const stillUnpriced = (projectId: string, ofModel: SQL): SQL => sql`
  select count(*) as charges,
    sum(coalesce(charge_read.input_tokens, 0) + completed.input_tokens)::text as input_tokens,
    sum(coalesce(charge_read.output_tokens, 0) + completed.output_tokens)::text as output_tokens,
    max(charge_read.occurred_at) as last_seen_at,
    (array_agg(charge_read.provider order by charge_read.occurred_at desc))[1] as provider
  from (
    ${fromEnd(projectId, ofModel, NEWEST_FIRST)} union ${fromEnd(projectId, ofModel, OLDEST_FIRST)}
  ) as charge_read
  cross join lateral (
    select coalesce(sum(completion.input_tokens), 0) as input_tokens,
      coalesce(sum(completion.output_tokens), 0) as output_tokens
    from credit_transactions as completion
    where completion.project_id = ${projectId} and completion.charge_id = charge_read.id
      and completion.kind = 'completion'
  ) as completed
  where (
    select correction.id from credit_transactions as correction
    where correction.project_id = ${projectId} and correction.charge_id = charge_read.id
      and correction.kind = 'correction'
    limit 1) is null`;

const hasMore = (projectId: string, ofModel: SQL): SQL => sql`
  exists (select from ${recordedUnpriced(projectId, ofModel)} offset ${2 * MAX_CHARGES})`;
