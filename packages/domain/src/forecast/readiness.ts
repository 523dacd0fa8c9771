import { addDays } from "../periods";
import type { SpendHistory } from "./spend-history";

const MIN_DAYS = 14;
const MIN_ACTIVE_DAYS = 7;
export const RECENT_DAYS = 28;

/** Whether there are 14 days since the first spend, and spend on 7 of the last 28 days. */
export const canForecast = ({ completeDays }: Pick<SpendHistory, "completeDays">): boolean =>
  completeDays.length >= MIN_DAYS && activeDaysOf(completeDays) >= MIN_ACTIVE_DAYS;

const activeDaysOf = (completeDays: readonly bigint[]): number =>
  completeDays.slice(-RECENT_DAYS).filter((spend) => spend > 0n).length;

/**
 * The first day on which there can be a forecast, if every day from today has spend: today when there is
 * one already.
 */
export function forecastFrom({ today, completeDays }: SpendHistory): string {
  const days = [...completeDays];
  let day = today;
  while (!canForecast({ completeDays: days })) {
    days.push(1n);
    day = addDays(day, 1);
  }
  return day;
}
