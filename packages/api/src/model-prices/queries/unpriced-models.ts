import { type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";

const MAX_MODELS = 100;
/** Of each model and from each end: what a page waits for must not grow with the ledger. */
const MAX_CHARGES = 500;

interface UnpricedModelRow extends Record<string, unknown> {
  /** Null for charges whose report named none. */
  model: string | null;
  charges: bigint;
  input_tokens: bigint;
  output_tokens: bigint;
  /** As Postgres writes an instant. */
  last_seen_at: string;
  /** Whether the model has charges that were not looked at. */
  has_more: boolean;
}

/**
 * Models with charges that have no price yet, the last seen first, 100 at most. The models are found
 * by stepping through the index of charges that were recorded without a price from one to the next,
 * and of each its newest and oldest 500 are looked at: pricing them later goes from one end, and
 * where it was cut short the rest waits at the other.
 */
export async function unpricedModels(db: Executor, projectId: string): Promise<UnpricedModelRow[]> {
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
    select named.model, waiting.*, ${hasMore(projectId, isModel)} as has_more
    from named cross join lateral (${waiting(projectId, isModel)}) as waiting
    where waiting.charges > 0
    union all
    select null, waiting.*, ${hasMore(projectId, isNone)}
    from (${waiting(projectId, isNone)}) as waiting
    where waiting.charges > 0
    order by last_seen_at desc, model`);
}

/** What the read model knows: a project whose charges are all priced has nothing to look for. */
async function hasUnpricedCharges(db: Executor, projectId: string): Promise<boolean> {
  const { projectId: pin, unpricedCharges } = monthlyAgentSpend;
  const rows = await db
    .select({ unpricedCharges })
    .from(monthlyAgentSpend)
    .where(and(eq(pin, projectId), gt(unpricedCharges, 0n)))
    .limit(1);
  return rows.length > 0;
}

/** Charges that were recorded without a price, whether a correction has priced them since or not. */
const bornUnpriced = (projectId: string, ofModel: SQL): SQL => sql`
  credit_transactions as charge
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
    and charge.amount_micro_usd is null and ${ofModel}`;

const nextModel = (projectId: string, after: SQL): SQL => sql`
  (select charge.model from ${bornUnpriced(projectId, after)} order by charge.model limit 1)`;

/**
 * The one model goes before the instants, as in the index of charges without a price: no other index
 * has that order, and one by instants alone would be read to its end where few charges are found.
 */
const NEWEST_FIRST = sql`charge.model, charge.occurred_at desc`;
const OLDEST_FIRST = sql`charge.model desc, charge.occurred_at`;

const fromEnd = (projectId: string, ofModel: SQL, order: SQL): SQL => sql`
  (select charge.id, charge.input_tokens, charge.output_tokens, charge.occurred_at
    from ${bornUnpriced(projectId, ofModel)}
    order by ${order} limit ${MAX_CHARGES})`;

/**
 * What still waits of the charges that are looked at: one row. Each looks for its correction in the
 * index. As a join it would be planned by how many corrections there were when the database last
 * counted them, and just after thousands were booked it would take minutes.
 */
const waiting = (projectId: string, ofModel: SQL): SQL => sql`
  select count(*) as charges,
    sum(looked_at.input_tokens)::bigint as input_tokens,
    sum(looked_at.output_tokens)::bigint as output_tokens,
    max(looked_at.occurred_at) as last_seen_at
  from (
    ${fromEnd(projectId, ofModel, NEWEST_FIRST)} union ${fromEnd(projectId, ofModel, OLDEST_FIRST)}
  ) as looked_at
  where (
    select correction.id from credit_transactions as correction
    where correction.project_id = ${projectId} and correction.charge_id = looked_at.id
      and correction.kind = 'correction'
    limit 1) is null`;

const hasMore = (projectId: string, ofModel: SQL): SQL => sql`
  exists (select from ${bornUnpriced(projectId, ofModel)} offset ${2 * MAX_CHARGES})`;
