import { billingSettings, type Executor } from "@ai-cost/db";
import { BUDGET_SETTING_KEY } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";

const isLimitOf = (projectId: string) =>
  and(eq(billingSettings.projectId, projectId), eq(billingSettings.key, BUDGET_SETTING_KEY));

/** The stored text of the limit, which may be invalid; null when the project has no limit. */
export async function findLimitText(db: Executor, projectId: string): Promise<string | null> {
  const [row] = await db
    .select({ value: billingSettings.value })
    .from(billingSettings)
    .where(isLimitOf(projectId));
  return row?.value ?? null;
}

export async function storeLimitText(
  db: Executor,
  projectId: string,
  change: { value: string; updatedBy: string; updatedAt: Date },
): Promise<void> {
  await db
    .insert(billingSettings)
    .values({ projectId, key: BUDGET_SETTING_KEY, ...change })
    .onConflictDoUpdate({
      target: [billingSettings.projectId, billingSettings.key],
      set: change,
    });
}

export async function deleteLimit(db: Executor, projectId: string): Promise<void> {
  await db.delete(billingSettings).where(isLimitOf(projectId));
}
