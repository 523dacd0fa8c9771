import type { evaluateBudget } from "@ai-cost/budgets";
import { dollarsFromMicroUsd } from "@ai-cost/domain";

type Evaluation = Pick<ReturnType<typeof evaluateBudget>, "forecast" | "forecastFrom">;

/**
 * A forecast in dollars. An estimate need not be exact, so it has a number also when the sum of several full
 * months would have none.
 */
export const toForecastOutput = ({ forecast, forecastFrom }: Evaluation) => ({
  forecast: forecast && {
    amount: dollarsFromMicroUsd(forecast.amountMicroUsd),
    low: dollarsFromMicroUsd(forecast.lowMicroUsd),
    high: dollarsFromMicroUsd(forecast.highMicroUsd),
    runOutDate: forecast.runOutDay,
  },
  forecastFrom,
});
