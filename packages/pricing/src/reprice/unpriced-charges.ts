import { creditTransactions, type Executor, type TenantDatabase } from "@ai-cost/db";
import { and, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";

const PAGE_CHARGES = 500;

/** A charge without a price. */
export type UnpricedCharge = Awaited<ReturnType<typeof pageBefore>>[number];

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
    const page = await db.read((tx) => pageBefore(tx, projectId, model, last));
    yield* page;
    last = page.length < PAGE_CHARGES ? undefined : page.at(-1);
  } while (last);
}

const pageBefore = (
  db: Executor,
  projectId: string,
  model: string,
  last: { occurredAt: Date; id: string } | undefined,
) => {
  const { occurredAt, id } = creditTransactions;
  return db
    .select({
      id,
      provider: creditTransactions.provider,
      model: sql<string>`${creditTransactions.model}`,
      tokens: {
        inputTokens: sql<bigint>`${creditTransactions.inputTokens}`.mapWith(
          creditTransactions.inputTokens,
        ),
        cacheReadTokens: creditTransactions.cacheReadTokens,
        cacheWriteTokens: creditTransactions.cacheWriteTokens,
        cacheWrite1hTokens: creditTransactions.cacheWrite1hTokens,
        audioInputTokens: creditTransactions.audioInputTokens,
        imageInputTokens: creditTransactions.imageInputTokens,
        outputTokens: sql<bigint>`${creditTransactions.outputTokens}`.mapWith(
          creditTransactions.outputTokens,
        ),
        reasoningTokens: creditTransactions.reasoningTokens,
        audioOutputTokens: creditTransactions.audioOutputTokens,
        imageOutputTokens: creditTransactions.imageOutputTokens,
      },
      occurredAt,
    })
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
    // Without counts, no price can tell the cost.
    isNotNull(creditTransactions.inputTokens),
    // A scalar subquery, because a planner with outdated statistics turns `not exists` into a slow join
    // over all charges.
    sql`(
      select correction.id from credit_transactions as correction
      where correction.project_id = ${projectId} and correction.charge_id = credit_transactions.id
        and correction.kind = 'correction'
      limit 1) is null`,
  );
