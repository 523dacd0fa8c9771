import { type Forecast, limitMicroUsdFromText } from "@ai-cost/domain";
import type { BudgetScope } from "../budget";
import { evaluateBudget } from "../evaluate-budget";
import type { BudgetRow } from "../queries/select-budgets";
import { type ReachedAlert, reachedAlerts } from "./reached-alerts";

/** What identifies an alert among those of a project and a month. */
export interface AlertClaim extends ReachedAlert {
  budgetId: string;
}

/** A budget that has something to alert about. Amounts are micro-dollars. */
export interface Crossing {
  budgetId: string;
  scope: BudgetScope;
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  /** The number of charges of the month whose cost is unknown. */
  unpricedCharges: bigint;
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
    const standing = { ...budget, limitMicroUsd, spentMicroUsd, forecast };
    const claims = reachedAlerts(standing).map((reached) => ({ budgetId, ...reached }));
    const scope = { kind: budget.kind, value: budget.value };
    const { unpricedCharges, channelIds } = budget;
    const figures = { limitMicroUsd, spentMicroUsd, unpricedCharges, forecast };
    return claims.length > 0 ? [{ budgetId, scope, ...figures, channelIds, claims }] : [];
  });
