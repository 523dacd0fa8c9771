import { billingSettings, type Executor } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, limitText } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";

const isLimitOf = (projectId: string) =>
  and(eq(billingSettings.projectId, projectId), eq(billingSettings.key, BUDGET_SETTING_KEY));

/** The stored text of the project's limit, which may be invalid; null when the project has no limit. */
export async function findLimitText(db: Executor, projectId: string): Promise<string | null> {
  const [row] = await db
    .select({ value: billingSettings.value })
    .from(billingSettings)
    .where(isLimitOf(projectId));
  return row?.value ?? null;
}

export async function storeLimit(
  db: Executor,
  projectId: string,
  { limitMicroUsd, ...change }: { limitMicroUsd: bigint; updatedBy: string; updatedAt: Date },
): Promise<void> {
  const row = { value: limitText(limitMicroUsd), ...change };
  await db
    .insert(billingSettings)
    .values({ projectId, key: BUDGET_SETTING_KEY, ...row })
    .onConflictDoUpdate({ target: [billingSettings.projectId, billingSettings.key], set: row });
}

export async function deleteLimit(db: Executor, projectId: string): Promise<void> {
  await db.delete(billingSettings).where(isLimitOf(projectId));
}
