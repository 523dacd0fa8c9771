import { type BudgetRow, evaluateBudget, selectBudgets } from "@ai-cost/budgets";
import { budgetStatus, dayOf, firstForecastDay, percentOf } from "@ai-cost/domain";
import { readLimit } from "../ai-cost/budget/budget-output";
import type { ReadContext } from "../context";
import { toCount, toDollars } from "../exact-numbers";
import { toForecastOutput } from "./forecast-output";
import { toScopeOutput } from "./schema";

/** The budgets of the project with their spend of the current month. One statement reads them. */
export async function listBudgets(
  { db, now, log }: ReadContext,
  project: { id: string; hasAllRollups: boolean },
) {
  const today = dayOf(now);
  const days = { from: firstForecastDay(today), to: today };
  const { limitText, budgets } = await selectBudgets(db, project.id, days);
  const limitOfProject = readLimit(limitText, project.id, log);
  return budgets.flatMap((budget) => {
    const isProject = budget.kind === "project";
    const limitMicroUsd = isProject ? limitOfProject : budget.limitMicroUsd;
    if (limitMicroUsd === null) return [];
    return {
      ...toBudgetOutput({ ...budget, id: budget.id ?? project.id }, limitMicroUsd, today),
      isComplete: isProject || project.hasAllRollups,
    };
  });
}

function toBudgetOutput(budget: BudgetRow & { id: string }, limitMicroUsd: bigint, today: string) {
  const { spentMicroUsd, ...expected } = evaluateBudget(budget.spendByDay, today, limitMicroUsd);
  return {
    id: budget.id,
    scope: toScopeOutput(budget),
    limit: toDollars(limitMicroUsd),
    spent: toDollars(spentMicroUsd),
    held: 0,
    pct: percentOf(spentMicroUsd, limitMicroUsd),
    status: budgetStatus(spentMicroUsd, limitMicroUsd),
    thresholds: budget.thresholds,
    blocks: budget.blocks,
    channelIds: budget.channelIds,
    lastAlert: budget.lastAlert && {
      kind: budget.lastAlert.kind,
      threshold: budget.lastAlert.kind === "threshold" ? budget.lastAlert.threshold : null,
      at: budget.lastAlert.at.toISOString(),
    },
    unpricedCharges: toCount(budget.unpricedCharges),
    ...toForecastOutput(expected),
  };
}
