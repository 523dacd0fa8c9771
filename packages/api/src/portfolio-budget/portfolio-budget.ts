import { deletePortfolioBudget, findPortfolioBudget, storePortfolioBudget } from "@ai-cost/budgets";
import { openProjects } from "@ai-cost/db";
import { budgetStatus, DEFAULT_THRESHOLDS, monthOf, percentOf } from "@ai-cost/domain";
import { selectSpendOfProjects } from "../ai-cost/cross-project-summary/queries";
import type { Context } from "../context";
import { toDollars } from "../exact-numbers";

/** The person's budget compared with the current month of all projects that they own; null without one. */
export async function getPortfolioBudget(context: Context, userId: string) {
  const budget = await findPortfolioBudget(context.db, userId);
  if (!budget) return null;
  const spentMicroUsd = await spentByOwner(context, userId);
  return {
    limit: toDollars(budget.limitMicroUsd),
    thresholds: budget.thresholds,
    spent: toDollars(spentMicroUsd),
    pct: percentOf(spentMicroUsd, budget.limitMicroUsd),
    status: budgetStatus(spentMicroUsd, budget.limitMicroUsd),
  };
}

async function spentByOwner({ db, now }: Context, userId: string): Promise<bigint> {
  const { projects, tenant } = await openProjects(db, userId);
  const owned = new Set(projects.filter(({ role }) => role === "owner").map(({ id }) => id));
  const spends = await tenant.read((tx) =>
    selectSpendOfProjects(tx, tenant.projectIds, monthOf(now)),
  );
  return spends
    .filter(({ projectId }) => owned.has(projectId))
    .reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0n);
}

/** Sets the person's budget. Without thresholds it keeps those that it has. */
export async function setPortfolioBudget(
  context: Context,
  userId: string,
  settings: { limitMicroUsd: bigint; thresholds?: readonly number[] | undefined },
) {
  const { db, now } = context;
  const stored = await findPortfolioBudget(db, userId);
  const thresholds = settings.thresholds ?? stored?.thresholds ?? DEFAULT_THRESHOLDS;
  const { limitMicroUsd } = settings;
  const isSame =
    stored?.limitMicroUsd === limitMicroUsd && stored.thresholds.join() === thresholds.join();
  if (!isSame) await storePortfolioBudget(db, { userId, limitMicroUsd, thresholds, at: now });
  return getPortfolioBudget(context, userId);
}

export async function removePortfolioBudget({ db }: Context, userId: string) {
  await deletePortfolioBudget(db, userId);
  return null;
}
