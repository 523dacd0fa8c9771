import { budgets, type Executor } from "@ai-cost/db";
import { limitMicroUsdFromText } from "@ai-cost/domain";
import { and, count, eq, isNull, ne } from "drizzle-orm";
import { type BudgetScope, type StoredBudget, UNSET } from "../budget";
import { findLimitText } from "./project-limit";

const isOfScope = (projectId: string, { kind, value }: BudgetScope) =>
  and(
    eq(budgets.projectId, projectId),
    eq(budgets.scopeKind, kind),
    value === null ? isNull(budgets.scopeValue) : eq(budgets.scopeValue, value),
  );

/**
 * The budget of a scope; null when there is none. A project whose limit was set before budgets had versions
 * has version 0. An invalid stored limit counts as no limit.
 */
export async function findBudget(
  db: Executor,
  projectId: string,
  scope: BudgetScope,
): Promise<StoredBudget | null> {
  const { id, version, limitMicroUsd, thresholds, blocks, channelIds } = budgets;
  const [row] = await db
    .select({ id, version, limitMicroUsd, thresholds, blocks, channelIds })
    .from(budgets)
    .where(isOfScope(projectId, scope));
  if (scope.kind !== "project") return row ?? null;
  const text = await findLimitText(db, projectId);
  if (!row && text === null) return null;
  const settings = row ?? { ...UNSET, id: projectId, version: 0 };
  return { ...settings, limitMicroUsd: text === null ? null : limitMicroUsdFromText(text) };
}

export async function storeBudget(
  db: Executor,
  parts: { projectId: string; scope: BudgetScope; budget: StoredBudget; at: Date },
): Promise<void> {
  const { projectId, scope, budget, at } = parts;
  const { id, version, limitMicroUsd, blocks } = budget;
  const set = {
    version,
    limitMicroUsd,
    thresholds: [...budget.thresholds],
    blocks,
    channelIds: budget.channelIds && [...budget.channelIds],
    updatedAt: at,
  };
  await db
    .insert(budgets)
    .values({
      projectId,
      id,
      scopeKind: scope.kind,
      scopeValue: scope.value,
      createdAt: at,
      ...set,
    })
    .onConflictDoUpdate({ target: [budgets.projectId, budgets.id], set });
}

/** The channels that a budget has chosen; null for all, also when the budget was removed. */
export async function findBudgetChannels(
  db: Executor,
  projectId: string,
  budgetId: string,
): Promise<string[] | null> {
  const [row] = await db
    .select({ channelIds: budgets.channelIds })
    .from(budgets)
    .where(and(eq(budgets.projectId, projectId), eq(budgets.id, budgetId)));
  return row?.channelIds ?? null;
}

export async function deleteScopedBudget(
  db: Executor,
  projectId: string,
  scope: BudgetScope,
): Promise<void> {
  await db.delete(budgets).where(isOfScope(projectId, scope));
}

/** The number of the project's budgets for agent types and models. */
export async function countScopedBudgets(db: Executor, projectId: string): Promise<number> {
  const [counted] = await db
    .select({ budgets: count() })
    .from(budgets)
    .where(and(eq(budgets.projectId, projectId), ne(budgets.scopeKind, "project")));
  return counted?.budgets ?? 0;
}
