import { daysIn, daysOf, monthRange } from "../day-ranges";
import { addDays, addMonths } from "../periods";
import { forecastMonth } from "./forecast-month";
import { firstForecastDay, type SpendByDay, spendHistory, sumOfDays } from "./spend-history";

const MAX_MONTHS = 6;
const MIN_MONTHS = 2;

/** By how much the forecast would have been wrong in earlier months, as shares of what they cost. */
export interface PastError {
  /** The number of complete days of the current month, after which the earlier months are forecast too. */
  afterDays: number;
  /** The months that were compared, the last one first. */
  months: { month: string; errorPct: number }[];
  meanPct: number;
  worst: { month: string; errorPct: number };
}

/** The first day that `pastError` reads: the forecast of the first of the six months looks back on it. */
export const firstPastErrorDay = (today: string): string =>
  firstForecastDay(`${addMonths(today.slice(0, 7), -MAX_MONTHS)}-01`);

/**
 * Replays the forecast of the last six complete months after as many complete days as the current month
 * has, from the spend as it is known now. Leaves out months that had no forecast on that day, were already
 * complete, or cost nothing. Null when fewer than two months are left.
 */
export function pastError(spendByDay: SpendByDay, today: string): PastError | null {
  const afterDays = Number(today.slice(8)) - 1;
  const months = Array.from({ length: MAX_MONTHS }, (_, index) =>
    addMonths(today.slice(0, 7), -index - 1),
  ).flatMap((month) => {
    const errorPct = errorOfMonth(spendByDay, month, afterDays);
    return errorPct === null ? [] : [{ month, errorPct }];
  });
  const [first, ...others] = months;
  if (!first || months.length < MIN_MONTHS) return null;
  return {
    afterDays,
    months,
    meanPct: months.reduce((sum, { errorPct }) => sum + errorPct, 0) / months.length,
    worst: others.reduce((worst, each) => (each.errorPct > worst.errorPct ? each : worst), first),
  };
}

function errorOfMonth(spendByDay: SpendByDay, month: string, afterDays: number): number | null {
  const days = daysIn(monthRange(month));
  if (afterDays >= days) return null;
  const dayOfForecast = addDays(`${month}-01`, afterDays);
  const { completeDays } = spendHistory(spendByDay, dayOfForecast);
  const forecast = forecastMonth({ today: dayOfForecast, completeDays, todayMicroUsd: 0n });
  const actual = sumOfDays(daysOf(monthRange(month)).map((day) => spendByDay.get(day) ?? 0n));
  if (!forecast || actual <= 0n) return null;
  const miss = forecast.amountMicroUsd - actual;
  return Number(((miss < 0n ? -miss : miss) * 10_000n) / actual) / 100;
}
