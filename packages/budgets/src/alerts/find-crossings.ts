import type { BudgetAlertKind } from "@ai-cost/db";
import { type Forecast, limitMicroUsdFromText } from "@ai-cost/domain";
import type { BudgetScope } from "../budget";
import { evaluateBudget } from "../evaluate-budget";
import type { BudgetRow } from "../queries/select-budgets";

/** What identifies an alert among those of a project and a month. */
export interface AlertClaim {
  budgetId: string;
  kind: BudgetAlertKind;
  /** The percentage that was reached; 0 for a forecast. */
  threshold: number;
  /** The version of the budget; 0 for a forecast. */
  version: number;
}

/** A budget that has something to alert about. Amounts are micro-dollars. */
export interface Crossing {
  budgetId: string;
  scope: BudgetScope;
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  forecast: Forecast | null;
  /** The channels that the budget has chosen; null for all. */
  channelIds: readonly string[] | null;
  /** In the order in which they are claimed, with the most urgent one last. */
  claims: AlertClaim[];
}

/** Selects the budgets of a project that have reached a threshold or are expected to exceed their limit. */
export const findCrossings = (
  rows: { limitText: string | null; budgets: readonly BudgetRow[] },
  { projectId, today }: { projectId: string; today: string },
): Crossing[] =>
  rows.budgets.flatMap((budget) => {
    const isProject = budget.kind === "project";
    const limitMicroUsd = isProject
      ? limitMicroUsdFromText(rows.limitText ?? "")
      : budget.limitMicroUsd;
    if (limitMicroUsd === null) return [];
    const { spentMicroUsd, forecast } = evaluateBudget(budget.spendByDay, today, limitMicroUsd);
    const budgetId = budget.id ?? projectId;
    const claims = claimsOf({ ...budget, id: budgetId, limitMicroUsd, spentMicroUsd, forecast });
    const scope = { kind: budget.kind, value: budget.value };
    const { channelIds } = budget;
    return claims.length > 0
      ? [{ budgetId, scope, limitMicroUsd, spentMicroUsd, forecast, channelIds, claims }]
      : [];
  });

interface Standing {
  id: string;
  version: number;
  thresholds: readonly number[];
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  forecast: Forecast | null;
}

/** A forecast alerts while the limit is not reached; after that, the forecast says nothing new. */
function claimsOf(budget: Standing): AlertClaim[] {
  const { id: budgetId, version, thresholds, limitMicroUsd, spentMicroUsd, forecast } = budget;
  const reached = thresholds
    .filter((threshold) => spentMicroUsd * 100n >= limitMicroUsd * BigInt(threshold))
    .sort((one, other) => one - other)
    .map((threshold): AlertClaim => ({ budgetId, kind: "threshold", threshold, version }));
  const isExceeding =
    forecast !== null && spentMicroUsd < limitMicroUsd && forecast.amountMicroUsd > limitMicroUsd;
  const expected: AlertClaim = { budgetId, kind: "forecast", threshold: 0, version: 0 };
  return isExceeding ? [expected, ...reached] : reached;
}
