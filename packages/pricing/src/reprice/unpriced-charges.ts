import { creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { type NullableTokenCounts, serviceTierOf, type TokenCounts } from "@ai-cost/domain";
import { sumOfFigures } from "@ai-cost/ledger";
import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { PriceableCall } from "../price-call";

/** The maximum number of charges on a page. The ledger corrects at most this many charges in one transaction. */
export const PAGE_CHARGES = 1000;

/** The charges of a model that have no price. `before` is the id of the last charge that was read. */
export interface UnpricedPage {
  projectId: string;
  /** The model as reported. */
  model: string;
  before: string | null;
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
 * Reads the ids and keys of a page of charges, newest first. Another process may price some of them before
 * they are used.
 */
export const unpricedKeys = (db: Executor, page: UnpricedPage) =>
  db
    .select({ id: creditTransactions.id, key: creditTransactions.idempotencyKey })
    .from(creditTransactions)
    .where(isOnPage(page))
    .orderBy(desc(creditTransactions.occurredAt), desc(creditTransactions.id))
    .limit(PAGE_CHARGES);

/** Reads a page of charges with the usage of each charge and its completions, newest first. */
export async function unpricedCalls(
  db: Executor,
  page: UnpricedPage,
): Promise<(PriceableCall & { id: string })[]> {
  const charges = await db
    .select()
    .from(creditTransactions)
    .where(isOnPage(page))
    .orderBy(desc(creditTransactions.occurredAt), desc(creditTransactions.id))
    .limit(PAGE_CHARGES);
  const completions = await completionsOf(
    db,
    page.projectId,
    charges.map(({ id }) => id),
  );
  return charges.map((charge) => {
    const own = completions.filter(({ chargeId }) => chargeId === charge.id);
    return { id: charge.id, ...callOf(charge, sumOfFigures([charge, ...own])) };
  });
}

type Charge = Pick<
  typeof creditTransactions.$inferSelect,
  "model" | "provider" | "occurredAt" | "serviceTier"
>;

/** Returns the call of a charge, with the usage of the charge and its completions together. */
export const callOf = (
  { model, provider, occurredAt, serviceTier }: Charge,
  { units, amountMicroUsd: _, costByKind: __, ...counts }: ReturnType<typeof sumOfFigures>,
): PriceableCall => ({
  provider,
  model,
  occurredAt,
  tokens: knownTokens(counts),
  units: units ?? null,
  serviceTier: serviceTierOf(serviceTier),
  costMicroUsd: null,
});

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

/** Selects the charges of a page. The page is empty when `before` is not the id of a charge of the project. */
const isOnPage = ({ projectId, model, before }: UnpricedPage) =>
  and(
    hasNoPrice(projectId),
    eq(creditTransactions.model, model),
    before === null
      ? undefined
      : sql`(${creditTransactions.occurredAt}, ${creditTransactions.id}) < (
          select last.occurred_at, last.id from credit_transactions as last
          where last.project_id = ${projectId} and last.id = ${before})`,
  );

const hasNoPrice = (projectId: string) =>
  and(
    eq(creditTransactions.projectId, projectId),
    // The kind is a literal and not a parameter, because the planner uses the partial index only when it
    // knows the value.
    sql`${creditTransactions.kind} = 'deduction'`,
    isNull(creditTransactions.amountMicroUsd),
    // A charge without counts and units cannot be priced. A completion may bring the counts later.
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
