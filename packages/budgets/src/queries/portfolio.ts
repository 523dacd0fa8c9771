import { type Database, portfolioBudgets } from "@ai-cost/db";
import { eq, sql } from "drizzle-orm";

/** A person's budget for all projects that they own; null when they have none. */
export async function findPortfolioBudget(db: Database, userId: string) {
  const [row] = await db.select().from(portfolioBudgets).where(eq(portfolioBudgets.userId, userId));
  return row ?? null;
}

/** Sets the person's budget and raises its version. */
export async function storePortfolioBudget(
  db: Database,
  budget: { userId: string; limitMicroUsd: bigint; thresholds: readonly number[]; at: Date },
): Promise<void> {
  const { userId, limitMicroUsd, thresholds, at: updatedAt } = budget;
  const set = { limitMicroUsd, thresholds: [...thresholds], updatedAt };
  await db
    .insert(portfolioBudgets)
    .values({ userId, version: 1, ...set })
    .onConflictDoUpdate({
      target: portfolioBudgets.userId,
      set: { ...set, version: sql`${portfolioBudgets.version} + 1` },
    });
}

export async function deletePortfolioBudget(db: Database, userId: string): Promise<void> {
  await db.delete(portfolioBudgets).where(eq(portfolioBudgets.userId, userId));
}
