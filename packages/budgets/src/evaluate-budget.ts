import {
  type Forecast,
  forecastFrom,
  forecastMonth,
  runOutDay,
  type SpendByDay,
  spendHistory,
  spendOfMonth,
} from "@ai-cost/domain";

/** Where a month stands and how it is expected to end. Amounts are micro-dollars. */
export interface Evaluation {
  spentMicroUsd: bigint;
  /** Null while there is too little history. */
  forecast: (Forecast & { runOutDay: string | null }) | null;
  /** The first day on which there can be a forecast; null when there is one. */
  forecastFrom: string | null;
}

/** Evaluates the current month of a budget, or of a project without a limit. */
export function evaluateBudget(
  spendByDay: SpendByDay,
  today: string,
  limitMicroUsd: bigint | null,
): Evaluation {
  const history = spendHistory(spendByDay, today);
  const forecast = forecastMonth(history);
  return {
    spentMicroUsd: spendOfMonth(history),
    forecast: forecast && {
      ...forecast,
      runOutDay: limitMicroUsd === null ? null : runOutDay(history, forecast, limitMicroUsd),
    },
    forecastFrom: forecast ? null : forecastFrom(history),
  };
}
