import { daysIn, monthRange } from "../day-ranges";
import { larger } from "./integers";
import { intervalHalfWidth } from "./interval";
import { canForecast } from "./readiness";
import { completeDaysOfMonth, type SpendHistory, spendOfMonth, sumOfDays } from "./spend-history";
import { typicalDay } from "./typical-day";

/** What a month is expected to cost when it ends, in micro-dollars. */
export interface Forecast {
  amountMicroUsd: bigint;
  /** The month ends between these two amounts in four of five cases. */
  lowMicroUsd: bigint;
  highMicroUsd: bigint;
  /** What each day that is not complete is expected to cost. */
  dayMicroUsd: bigint;
}

/** The days of the month that are not complete; today is one of them. */
export const daysLeft = (today: string): number =>
  daysIn({ from: today, to: monthRange(today.slice(0, 7)).to });

/**
 * Forecasts the current month. A typical day takes the place of each day that is not complete; today never
 * counts less than it has already cost. Null while there is too little history, see `canForecast`.
 */
export function forecastMonth(history: SpendHistory): Forecast | null {
  if (!canForecast(history)) return null;
  const { completeDays, todayMicroUsd, today } = history;
  const days = daysLeft(today);
  const dayMicroUsd = typicalDay(completeDays);
  const rest = dayMicroUsd * BigInt(days);
  const completeMicroUsd = sumOfDays(completeDaysOfMonth(history));
  const amountMicroUsd = completeMicroUsd + larger(rest, todayMicroUsd);
  const halfWidth = intervalHalfWidth(completeDays, { days, restMicroUsd: rest });
  return {
    amountMicroUsd,
    lowMicroUsd: larger(spendOfMonth(history), amountMicroUsd - halfWidth),
    highMicroUsd: amountMicroUsd + halfWidth,
    dayMicroUsd,
  };
}
