/** The key of a project's monthly limit among the billing settings. */
export const BUDGET_SETTING_KEY = "ai_budget_monthly_limit";

export const BUDGET_STATUSES = ["none", "ok", "warning", "exceeded"] as const;
/** `ok` below 80 % of the limit, `warning` below 100 %, `exceeded` from 100 %, `none` without a limit. */
export type BudgetStatus = (typeof BUDGET_STATUSES)[number];

/** Compares integers and not rounded percentages, so 79.999 % is `ok` and 99.999 % is not yet `exceeded`. */
export function budgetStatus(spentMicroUsd: bigint, limitMicroUsd: bigint | null): BudgetStatus {
  if (limitMicroUsd === null) return "none";
  if (spentMicroUsd >= limitMicroUsd) return "exceeded";
  return spentMicroUsd * 100n >= limitMicroUsd * 80n ? "warning" : "ok";
}

/** The percentages of a limit at which people are alerted, unless the budget has its own. */
export const DEFAULT_THRESHOLDS: readonly number[] = [80, 100];
export const MAX_THRESHOLDS = 5;
export const MAX_THRESHOLD_PCT = 200;

export const MIN_LIMIT_DOLLARS = 0.01;
export const MAX_LIMIT_DOLLARS = 1_000_000;
const MICRO_USD_PER_CENT = 10_000n;

/**
 * Converts a monthly limit from dollars to micro-dollars: 250 → 250,000,000. Null unless the limit is 0.01
 * to 1,000,000 dollars with at most two decimals. Rounding to cents corrects the error of the double:
 * 19.99 × 100 is 1998.9999999999998 and becomes 1,999 cents. A number with more decimals is detected by
 * converting the cents back to dollars: 0.005 rounds to 1 cent, and 1 cent is 0.01.
 */
export function limitMicroUsdFromDollars(limitDollars: number): bigint | null {
  if (!(limitDollars >= MIN_LIMIT_DOLLARS && limitDollars <= MAX_LIMIT_DOLLARS)) return null;
  const cents = Math.round(limitDollars * 100);
  return cents / 100 === limitDollars ? BigInt(cents) * MICRO_USD_PER_CENT : null;
}

const CANONICAL_LIMIT = /^(0|[1-9]\d{0,6})\.(\d{2})$/;

/** The stored text of a limit, with exactly two decimals: 250,000,000 → `250.00`. */
export function limitText(limitMicroUsd: bigint): string {
  const cents = limitMicroUsd / MICRO_USD_PER_CENT;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/** Parses a stored limit to micro-dollars; null when the text is not in the form that `limitText` writes. */
export function limitMicroUsdFromText(text: string): bigint | null {
  return CANONICAL_LIMIT.test(text) ? limitMicroUsdFromDollars(Number(text)) : null;
}
