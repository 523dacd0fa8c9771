import { type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";

const MAX_MODELS = 100;
/** Read from each end of a model's charges, so that the time does not grow with the ledger. */
const MAX_CHARGES = 500;

interface UnpricedModelRow extends Record<string, unknown> {
  /** Null when the reports named none. */
  model: string | null;
  charges: bigint;
  input_tokens: bigint;
  output_tokens: bigint;
  /** An instant as Postgres writes it. */
  last_seen_at: string;
  /** True when the model has charges that were not read. */
  has_more: boolean;
}

/**
 * Up to 100 models with unpriced charges, the last seen first. The query steps from model to model
 * through the index of charges that were recorded without a price. For each model it reads the newest
 * and the oldest 500 of them. Repricing starts at one end, so if it is interrupted, the charges that
 * are still unpriced are at the other end.
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

/** Asks the rollup first: most projects have no unpriced charge, and then nothing else is read. */
async function hasUnpricedCharges(db: Executor, projectId: string): Promise<boolean> {
  const { unpricedCharges } = monthlyAgentSpend;
  const rows = await db
    .select({ unpricedCharges })
    .from(monthlyAgentSpend)
    .where(and(eq(monthlyAgentSpend.projectId, projectId), gt(unpricedCharges, 0n)))
    .limit(1);
  return rows.length > 0;
}

/** Charges that were recorded without a price, whether or not a correction has priced them since. */
const recordedUnpriced = (projectId: string, ofModel: SQL): SQL => sql`
  credit_transactions as charge
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
    and charge.amount_micro_usd is null and ${ofModel}`;

const nextModel = (projectId: string, after: SQL): SQL => sql`
  (select charge.model from ${recordedUnpriced(projectId, after)} order by charge.model limit 1)`;

/**
 * Orders by the model first, although there is only one, to match the index of charges without a price.
 * With the instant alone Postgres could choose another index and read all of it to find a few charges.
 */
const NEWEST_FIRST = sql`charge.model, charge.occurred_at desc`;
const OLDEST_FIRST = sql`charge.model desc, charge.occurred_at`;

const fromEnd = (projectId: string, ofModel: SQL, order: SQL): SQL => sql`
  (select charge.id, charge.input_tokens, charge.output_tokens, charge.occurred_at
    from ${recordedUnpriced(projectId, ofModel)}
    order by ${order} limit ${MAX_CHARGES})`;

/**
 * One row with the totals of those charges that are still unpriced. Each charge looks up its correction
 * in the index. Postgres would plan a join by its last count of the corrections, and right after
 * thousands were added such a plan would take minutes.
 */
const stillUnpriced = (projectId: string, ofModel: SQL): SQL => sql`
  select count(*) as charges,
    sum(charge_read.input_tokens)::bigint as input_tokens,
    sum(charge_read.output_tokens)::bigint as output_tokens,
    max(charge_read.occurred_at) as last_seen_at
  from (
    ${fromEnd(projectId, ofModel, NEWEST_FIRST)} union ${fromEnd(projectId, ofModel, OLDEST_FIRST)}
  ) as charge_read
  where (
    select correction.id from credit_transactions as correction
    where correction.project_id = ${projectId} and correction.charge_id = charge_read.id
      and correction.kind = 'correction'
    limit 1) is null`;

const hasMore = (projectId: string, ofModel: SQL): SQL => sql`
  exists (select from ${recordedUnpriced(projectId, ofModel)} offset ${2 * MAX_CHARGES})`;
