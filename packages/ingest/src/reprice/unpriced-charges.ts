import { creditTransactions, type Executor, type TenantDatabase } from "@ai-cost/db";
import { and, count, desc, eq, isNull, sql } from "drizzle-orm";

const PAGE_CHARGES = 500;

/** A charge that waits for a price. */
export type UnpricedCharge = Awaited<ReturnType<typeof pageBefore>>[number];

/** How many charges of each model wait for a price, by the model's name; null for those that name none. */
export const unpricedModels = (db: Executor, projectId: string) =>
  db
    .select({ model: creditTransactions.model, charges: count() })
    .from(creditTransactions)
    .where(waitsForPrice(projectId))
    .groupBy(creditTransactions.model)
    .orderBy(creditTransactions.model);

/** A model's charges that wait for a price, newest first. What another process prices meanwhile may be among them. */
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
      inputTokens: creditTransactions.inputTokens,
      cacheReadTokens: creditTransactions.cacheReadTokens,
      cacheWriteTokens: creditTransactions.cacheWriteTokens,
      outputTokens: creditTransactions.outputTokens,
      reasoningTokens: creditTransactions.reasoningTokens,
      occurredAt,
    })
    .from(creditTransactions)
    .where(
      and(
        waitsForPrice(projectId),
        eq(creditTransactions.model, model),
        last &&
          sql`(${occurredAt}, ${id}) < (${last.occurredAt.toISOString()}::timestamptz, ${last.id}::uuid)`,
      ),
    )
    .orderBy(desc(occurredAt), desc(id))
    .limit(PAGE_CHARGES);
};

const waitsForPrice = (projectId: string) =>
  and(
    eq(creditTransactions.projectId, projectId),
    // A literal: as a parameter it would not tell the planner that the partial index has them all.
    sql`${creditTransactions.kind} = 'deduction'`,
    isNull(creditTransactions.amountMicroUsd),
    // As a value and not as `not exists`, which a planner with stale counts turns into one join of all.
    sql`(
      select correction.id from credit_transactions as correction
      where correction.project_id = ${projectId} and correction.charge_id = credit_transactions.id
        and correction.kind = 'correction'
      limit 1) is null`,
  );
