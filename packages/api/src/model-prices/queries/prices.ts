import { type Executor, modelPrices } from "@ai-cost/db";
import { and, asc, count, eq } from "drizzle-orm";

export type PriceRow = typeof modelPrices.$inferSelect;

/** The project's own prices, ordered by model. */
export const selectPrices = (db: Executor, projectId: string): Promise<PriceRow[]> =>
  db
    .select()
    .from(modelPrices)
    .where(eq(modelPrices.projectId, projectId))
    .orderBy(asc(modelPrices.model));

export async function countPrices(db: Executor, projectId: string): Promise<number> {
  const [counted] = await db
    .select({ prices: count() })
    .from(modelPrices)
    .where(eq(modelPrices.projectId, projectId));
  return counted?.prices ?? 0;
}

export async function findPrice(
  db: Executor,
  projectId: string,
  model: string,
): Promise<PriceRow | null> {
  const [price] = await db.select().from(modelPrices).where(isPrice(projectId, model));
  return price ?? null;
}

export async function storePrice(
  db: Executor,
  { projectId, model, ...change }: PriceRow,
): Promise<void> {
  await db
    .insert(modelPrices)
    .values({ projectId, model, ...change })
    .onConflictDoUpdate({ target: [modelPrices.projectId, modelPrices.model], set: change });
}

export async function deletePrice(db: Executor, projectId: string, model: string): Promise<void> {
  await db.delete(modelPrices).where(isPrice(projectId, model));
}

const isPrice = (projectId: string, model: string) =>
  and(eq(modelPrices.projectId, projectId), eq(modelPrices.model, model));
