import type { evaluateBudget } from "@ai-cost/budgets";
import { toDollars } from "../exact-numbers";

type Evaluation = Pick<ReturnType<typeof evaluateBudget>, "forecast" | "forecastFrom">;

export const toForecastOutput = ({ forecast, forecastFrom }: Evaluation) => ({
  forecast: forecast && {
    amount: toDollars(forecast.amountMicroUsd),
    low: toDollars(forecast.lowMicroUsd),
    high: toDollars(forecast.highMicroUsd),
    runOutDate: forecast.runOutDay,
  },
  forecastFrom,
});
