import { RECENT_DAYS } from "./readiness";
import { sumOfDays } from "./spend-history";

const WEEK_DAYS = 7;

/**
 * What a day is expected to cost: the mean of the last 28 complete days without the most and the least
 * expensive one, so that one extraordinary day changes nothing. It is at most three times the mean of the
 * last seven days, so that work that has stopped is not charged on. Micro-dollars, rounded down. Needs at
 * least seven days.
 */
export function typicalDay(completeDays: readonly bigint[]): bigint {
  const recent = completeDays.slice(-RECENT_DAYS);
  const inner = [...recent].sort((a, b) => (a < b ? -1 : 1)).slice(1, -1);
  const mean = sumOfDays(inner) / BigInt(inner.length);
  const cap = (3n * sumOfDays(completeDays.slice(-WEEK_DAYS))) / BigInt(WEEK_DAYS);
  return mean < cap ? mean : cap;
}
