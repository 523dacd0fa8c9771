import { type Executor, newId } from "@ai-cost/db";
import {
  type BudgetChange,
  type BudgetSettings,
  type ChangeOf,
  type StoredBudget,
  UNSET,
} from "./budget";
import { insertBudgetChange } from "./queries/changes";
import { deleteLimit, storeLimit } from "./queries/project-limit";
import { deleteScopedBudget, findBudget, storeBudget } from "./queries/stored-budgets";

/**
 * Changes a budget, or makes a new one, and keeps what `settings` does not contain. Raises the version and
 * adds a row to the budget's history. Returns the same budget before and after when nothing changes. Call it
 * in a transaction that has locked the project.
 */
export async function changeBudget(
  tx: Executor,
  change: ChangeOf,
  settings: Partial<BudgetSettings>,
): Promise<BudgetChange> {
  const { projectId, scope } = change;
  const before = await findBudget(tx, projectId, scope);
  const next = { ...(before ?? UNSET), ...settings };
  if (before && isSame(before, next)) return { before, after: before };
  const id = before?.id ?? (scope.kind === "project" ? projectId : newId());
  const after = { ...next, id, version: (before?.version ?? 0) + 1 };
  await store(tx, change, after);
  await insertBudgetChange(tx, change, { before, after });
  return { before, after };
}

/**
 * Removes a budget; does nothing when there is none. A project keeps its thresholds for its next limit, but
 * no longer blocks.
 */
export async function removeBudget(tx: Executor, change: ChangeOf): Promise<BudgetChange> {
  const { projectId, scope } = change;
  const before = await findBudget(tx, projectId, scope);
  if (!before) return { before, after: before };
  if (scope.kind === "project") {
    const changed = await changeBudget(tx, change, { limitMicroUsd: null, blocks: false });
    // A stored limit that is not an amount counts as none, so nothing changed. It is deleted too.
    await deleteLimit(tx, projectId);
    return changed;
  }
  await deleteScopedBudget(tx, projectId, scope);
  await insertBudgetChange(tx, change, { before, after: null });
  return { before, after: null };
}

async function store(tx: Executor, change: ChangeOf, budget: StoredBudget): Promise<void> {
  const { projectId, scope, actorId: updatedBy, at: updatedAt } = change;
  const isProject = scope.kind === "project";
  if (isProject && budget.limitMicroUsd === null) await deleteLimit(tx, projectId);
  if (isProject && budget.limitMicroUsd !== null)
    await storeLimit(tx, projectId, { limitMicroUsd: budget.limitMicroUsd, updatedBy, updatedAt });
  await storeBudget(tx, {
    projectId,
    scope,
    at: updatedAt,
    budget: isProject ? { ...budget, limitMicroUsd: null } : budget,
  });
}

const isSame = (one: BudgetSettings, other: BudgetSettings): boolean =>
  one.limitMicroUsd === other.limitMicroUsd &&
  one.blocks === other.blocks &&
  one.thresholds.join() === other.thresholds.join() &&
  one.channelIds?.join() === other.channelIds?.join();
