import { creditTransactions, type Executor, listOf, type TenantDatabase } from "@ai-cost/db";
import { type NullableTokenCounts, serviceTierOf, type TokenCounts } from "@ai-cost/domain";
import { sumOfFigures } from "@ai-cost/ledger";
import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { PriceableCall } from "../price-call";

const PAGE_CHARGES = 500;

/** A charge without a price, with the usage of the charge and its completions. */
export interface UnpricedCharge extends PriceableCall {
  id: string;
}

/**
 * Returns the number of charges without a price for each model. `model` is null for charges whose report
 * named no model.
 */
export const unpricedModels = (db: Executor, projectId: string) =>
  db
    .select({ model: creditTransactions.model, charges: count() })
    .from(creditTransactions)
    .where(hasNoPrice(projectId))
    .groupBy(creditTransactions.model)
    .orderBy(creditTransactions.model);

/**
 * Yields the charges of a model that have no price, newest first. Another process may price some of them
 * in the meantime.
 */
export async function* unpricedCharges(
  db: TenantDatabase,
  projectId: string,
  model: string,
): AsyncGenerator<UnpricedCharge> {
  let last: UnpricedCharge | undefined;
  do {
    const page: UnpricedCharge[] = await db.read((tx) => pageBefore(tx, projectId, model, last));
    yield* page;
    last = page.length < PAGE_CHARGES ? undefined : page.at(-1);
  } while (last);
}

async function pageBefore(
  db: Executor,
  projectId: string,
  model: string,
  last: { occurredAt: Date; id: string } | undefined,
): Promise<UnpricedCharge[]> {
  return withCompletions(db, projectId, await chargesBefore(db, projectId, model, last));
}

/** Reads a charge with its completions again; undefined when it has a price by now. */
export async function findUnpricedCharge(
  db: Executor,
  projectId: string,
  chargeId: string,
): Promise<UnpricedCharge | undefined> {
  const charges = await db
    .select()
    .from(creditTransactions)
    .where(and(hasNoPrice(projectId), eq(creditTransactions.id, chargeId)));
  const [charge] = await withCompletions(db, projectId, charges);
  return charge;
}

async function withCompletions(
  db: Executor,
  projectId: string,
  charges: readonly (typeof creditTransactions.$inferSelect)[],
): Promise<UnpricedCharge[]> {
  const completions = await completionsOf(
    db,
    projectId,
    charges.map(({ id }) => id),
  );
  return charges.map((charge) => {
    const { id, model, provider, occurredAt, serviceTier } = charge;
    const own = completions.filter(({ chargeId }) => chargeId === id);
    const { units, amountMicroUsd: _, costByKind: __, ...counts } = sumOfFigures([charge, ...own]);
    return {
      id,
      provider,
      model,
      occurredAt,
      tokens: knownTokens(counts),
      units: units ?? null,
      serviceTier: serviceTierOf(serviceTier),
      costMicroUsd: null,
    };
  });
}

function knownTokens(counts: NullableTokenCounts): TokenCounts | null {
  const { inputTokens, outputTokens } = counts;
  return inputTokens === null || outputTokens === null
    ? null
    : { ...counts, inputTokens, outputTokens };
}

const completionsOf = (db: Executor, projectId: string, chargeIds: readonly string[]) =>
  db
    .select()
    .from(creditTransactions)
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.chargeId} = any(${listOf(chargeIds, "uuid")})`,
        eq(creditTransactions.kind, "completion"),
      ),
    );

const chargesBefore = (
  db: Executor,
  projectId: string,
  model: string,
  last: { occurredAt: Date; id: string } | undefined,
) => {
  const { occurredAt, id } = creditTransactions;
  return db
    .select()
    .from(creditTransactions)
    .where(
      and(
        hasNoPrice(projectId),
        eq(creditTransactions.model, model),
        last &&
          sql`(${occurredAt}, ${id}) < (${last.occurredAt.toISOString()}::timestamptz, ${last.id}::uuid)`,
      ),
    )
    .orderBy(desc(occurredAt), desc(id))
    .limit(PAGE_CHARGES);
};

const hasNoPrice = (projectId: string) =>
  and(
    eq(creditTransactions.projectId, projectId),
    // The value is a literal and not a parameter, because the planner uses the partial index only when it
    // knows the value.
    sql`${creditTransactions.kind} = 'deduction'`,
    isNull(creditTransactions.amountMicroUsd),
    // Without counts and units, no price can tell the cost. A completion may bring the counts later.
    sql`(${creditTransactions.inputTokens} is not null or ${creditTransactions.units} is not null or (
      select completion.id from credit_transactions as completion
      where completion.project_id = ${projectId} and completion.charge_id = credit_transactions.id
        and completion.kind = 'completion' and completion.input_tokens is not null
      limit 1) is not null)`,
    // A scalar subquery, because a planner with outdated statistics turns `not exists` into a slow join
    // over all charges.
    sql`(
      select correction.id from credit_transactions as correction
      where correction.project_id = ${projectId} and correction.charge_id = credit_transactions.id
        and correction.kind = 'correction'
      limit 1) is null`,
  );
