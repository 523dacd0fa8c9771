import type { evaluateBudget } from "@ai-cost/budgets";
import { dollarsFromMicroUsd, type Forecast } from "@ai-cost/domain";

type Evaluation = Pick<ReturnType<typeof evaluateBudget>, "forecast" | "forecastFrom">;

export const toForecastOutput = ({ forecast, forecastFrom }: Evaluation) => ({
  forecast: forecast && { ...toEstimateOutput(forecast), runOutDate: forecast.runOutDay },
  forecastFrom,
});

/**
 * What a month is expected to cost, in dollars. An estimate need not be exact, so it has a number also when
 * the spend of several full months together has none.
 */
export const toEstimateOutput = (
  estimate: Pick<Forecast, "amountMicroUsd" | "lowMicroUsd" | "highMicroUsd">,
) => ({
  amount: dollarsFromMicroUsd(estimate.amountMicroUsd),
  low: dollarsFromMicroUsd(estimate.lowMicroUsd),
  high: dollarsFromMicroUsd(estimate.highMicroUsd),
});
