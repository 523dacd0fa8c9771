import type { BudgetAlertKind } from "@ai-cost/db";
import { dayOf, type Forecast } from "@ai-cost/domain";

/** What a budget has to alert about. */
export interface ReachedAlert {
  kind: BudgetAlertKind;
  /** The percentage that was reached; 0 for a forecast. */
  threshold: number;
  /** The version of the budget; 0 for a forecast, which alerts once in a month whatever the limit. */
  version: number;
}

/** The settings, the spend and the forecast of a budget. Amounts are micro-dollars. */
export interface EvaluatedBudget {
  version: number;
  thresholds: readonly number[];
  limitMicroUsd: bigint;
  spentMicroUsd: bigint;
  forecast: Forecast | null;
}

/**
 * What has been reached, with the most urgent last. A forecast alerts while the limit is not reached; after
 * that, the forecast says nothing new.
 */
export function reachedAlerts(budget: EvaluatedBudget): ReachedAlert[] {
  const { version, thresholds, limitMicroUsd, spentMicroUsd, forecast } = budget;
  const reached = thresholds
    .filter((threshold) => spentMicroUsd * 100n >= limitMicroUsd * BigInt(threshold))
    .sort((one, other) => one - other)
    .map((threshold): ReachedAlert => ({ kind: "threshold", threshold, version }));
  const isExceeding =
    forecast !== null && spentMicroUsd < limitMicroUsd && forecast.amountMicroUsd > limitMicroUsd;
  return isExceeding ? [{ kind: "forecast", threshold: 0, version: 0 }, ...reached] : reached;
}

/** The alerts of each kind by themselves, because channels choose kinds: each kind sends its most urgent one. */
export const byKind = <Reached extends ReachedAlert>(reached: readonly Reached[]): Reached[][] =>
  [...new Set(reached.map(({ kind }) => kind))].map((kind) =>
    reached.filter((alert) => alert.kind === kind),
  );

/** What was not decided before, with the most urgent last. */
export const undecidedOf = <Reached extends ReachedAlert>(
  reached: readonly Reached[],
  decided: readonly ReachedAlert[],
): Reached[] => reached.filter((alert) => !decided.some((before) => isSameAlert(before, alert)));

export const isSameAlert = (one: ReachedAlert, other: ReachedAlert): boolean =>
  one.kind === other.kind && one.threshold === other.threshold && one.version === other.version;

/** The UTC day of the last threshold that was alerted; null when there was none. The oldest alert comes first. */
export function lastThresholdDay(
  decided: readonly (ReachedAlert & { isSent: boolean; decidedAt: Date })[],
): string | null {
  const last = decided.findLast(({ kind, isSent }) => kind === "threshold" && isSent);
  return last ? dayOf(last.decidedAt) : null;
}
