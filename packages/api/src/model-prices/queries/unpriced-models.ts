import type { Executor } from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

const MAX_MODELS = 100;
/** Of each model: what a page waits for must not grow with the ledger. */
const MAX_CHARGES = 10_000;

interface UnpricedModelRow extends Record<string, unknown> {
  /** Null for charges whose report named none. */
  model: string | null;
  charges: bigint;
  input_tokens: bigint;
  output_tokens: bigint;
  /** As Postgres writes an instant. */
  last_seen_at: string;
  /** Whether the model has more charges than were looked at. */
  has_more: boolean;
}

/** Charges that were recorded without a price, whether a correction has priced them since or not. */
const bornUnpriced = (projectId: string): SQL => sql`
  credit_transactions as charge
  where charge.project_id = ${projectId}
    and charge.kind = 'deduction' and charge.amount_micro_usd is null`;

/** What still waits among the newest 10,000 of those charges that `ofModel` picks: one row. */
const waiting = (projectId: string, ofModel: SQL): SQL => sql`
  select count(*) as charges,
    sum(newest.input_tokens)::bigint as input_tokens,
    sum(newest.output_tokens)::bigint as output_tokens,
    max(newest.occurred_at) as last_seen_at
  from (
    select charge.id, charge.input_tokens, charge.output_tokens, charge.occurred_at
    from ${bornUnpriced(projectId)} and ${ofModel}
    order by charge.occurred_at desc
    limit ${MAX_CHARGES}
  ) as newest
  where not exists (
    select from credit_transactions as correction
    where correction.project_id = ${projectId} and correction.charge_id = newest.id
      and correction.kind = 'correction')`;

/**
 * Models with charges that have no price yet, the last seen first, 100 at most. The models are found
 * by stepping through the index of unpriced charges from one to the next.
 */
export async function unpricedModels(db: Executor, projectId: string): Promise<UnpricedModelRow[]> {
  const next = (after: SQL) => sql`
    (select charge.model from ${bornUnpriced(projectId)} and ${after}
      order by charge.model limit 1)`;
  const hasMore = (ofModel: SQL) => sql`
    exists (select from ${bornUnpriced(projectId)} and ${ofModel} offset ${MAX_CHARGES})`;
  return db.execute<UnpricedModelRow>(sql`
    with recursive models as (
      ${next(sql`charge.model is not null`)}
      union all
      select ${next(sql`charge.model > models.model`)} from models where models.model is not null
    ),
    named as (select model from models where model is not null limit ${MAX_MODELS})
    select named.model, waiting.*, ${hasMore(sql`charge.model = named.model`)} as has_more
    from named cross join lateral (${waiting(projectId, sql`charge.model = named.model`)}) as waiting
    where waiting.charges > 0
    union all
    select null, waiting.*, ${hasMore(sql`charge.model is null`)}
    from (${waiting(projectId, sql`charge.model is null`)}) as waiting
    where waiting.charges > 0
    order by last_seen_at desc, model`);
}
