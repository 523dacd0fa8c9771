import { daysIn } from "../day-ranges";
import { addDays, consecutiveDays } from "../periods";

/**
 * The number of complete days that a forecast looks back on: eight weeks whose errors give the interval,
 * and the 28 days on which the earliest of these weeks is itself forecast.
 */
const FORECAST_DAYS = 84;

/** The spend of each UTC day, `YYYY-MM-DD`, in micro-dollars. A day without spend has no entry. */
export type SpendByDay = ReadonlyMap<string, bigint>;

/** What a forecast of the current month is based on. Amounts are micro-dollars. */
export interface SpendHistory {
  /** The UTC day of the forecast, which is not complete. */
  today: string;
  /**
   * The spend of each complete day, from the first day with spend to yesterday. It starts at most
   * `FORECAST_DAYS` ago: a product without spend for so long counts as a new one.
   */
  completeDays: readonly bigint[];
  /** The spend of today so far. */
  todayMicroUsd: bigint;
}

/** The first day that `spendHistory` reads. The first day of the current month is never earlier. */
export const firstForecastDay = (today: string): string => addDays(today, -FORECAST_DAYS);

export function spendHistory(spendByDay: SpendByDay, today: string): SpendHistory {
  const days = consecutiveDays(firstForecastDay(today), FORECAST_DAYS);
  const all = days.map((day) => spendByDay.get(day) ?? 0n);
  const first = all.findIndex((spend) => spend > 0n);
  return {
    today,
    completeDays: first < 0 ? [] : all.slice(first),
    todayMicroUsd: spendByDay.get(today) ?? 0n,
  };
}

/** The complete days of the current month. A month that began before the first spend has fewer. */
export function completeDaysOfMonth({ today, completeDays }: SpendHistory): readonly bigint[] {
  const count = daysIn({ from: `${today.slice(0, 7)}-01`, to: today }) - 1;
  return count === 0 ? [] : completeDays.slice(-count);
}

export const sumOfDays = (days: readonly bigint[]): bigint =>
  days.reduce((sum, spend) => sum + spend, 0n);

/** The spend of the current month so far. */
export const spendOfMonth = (history: SpendHistory): bigint =>
  sumOfDays(completeDaysOfMonth(history)) + history.todayMicroUsd;
