export const BUDGET_SETTING_KEY = "ai_budget_monthly_limit";

export const BUDGET_STATUSES = ["none", "ok", "warning", "exceeded"] as const;
/** `ok` below 80 % of the limit, `warning` below 100 %, `exceeded` from 100 %, `none` without a limit. */
export type BudgetStatus = (typeof BUDGET_STATUSES)[number];

/** Compares integers, so that 79.999 % is `ok` and 99.999 % is not yet `exceeded`. */
export function budgetStatus(spentMicroUsd: bigint, limitMicroUsd: bigint | null): BudgetStatus {
  if (limitMicroUsd === null) return "none";
  if (spentMicroUsd >= limitMicroUsd) return "exceeded";
  return spentMicroUsd * 100n >= limitMicroUsd * 80n ? "warning" : "ok";
}
