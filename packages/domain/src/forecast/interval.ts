import { integerRoot, larger } from "./integers";
import { RECENT_DAYS } from "./readiness";
import { sumOfDays } from "./spend-history";
import { typicalDay } from "./typical-day";

const WEEK_DAYS = 7;
const MAX_WEEKS = 8;
const MIN_DAYS_BEFORE_A_WEEK = 14;

/**
 * Half the width of the interval that contains the month's total in four of five cases, for `days` days
 * that are expected to cost `restMicroUsd` together. Two measures are compared, and the wider one holds:
 * by how much the same forecast was wrong about each of the last eight weeks, and how much single days
 * differ. The error of a week grows with days^(3/4), between independent days (1/2) and a level that is
 * simply wrong (1). Without a week to compare it is 0.6 of the rest. Micro-dollars, rounded down.
 */
export function intervalHalfWidth(
  completeDays: readonly bigint[],
  { days, restMicroUsd }: { days: number; restMicroUsd: bigint },
): bigint {
  const errors = weeklyErrors(completeDays);
  if (errors.length === 0) return (restMicroUsd * 6n) / 10n;
  const meanSquare = sumOfDays(errors.map((error) => error * error)) / BigInt(errors.length);
  const h = BigInt(days);
  // √meanSquare × (h/7)^(3/4) is the fourth root of meanSquare² × (h/7)³.
  const ofWeeks = integerRoot(integerRoot((meanSquare ** 2n * h ** 3n) / 7n ** 3n));
  const ofDays = integerRoot(varianceOf(completeDays.slice(-RECENT_DAYS)) * h);
  return (larger(ofWeeks, ofDays) * 5n) / 4n;
}

/** What each of the last whole weeks cost beyond what its first morning expected, the last week first. */
function weeklyErrors(completeDays: readonly bigint[]): bigint[] {
  const errors: bigint[] = [];
  for (let week = 1; week <= MAX_WEEKS; week++) {
    const start = completeDays.length - week * WEEK_DAYS;
    if (start < MIN_DAYS_BEFORE_A_WEEK) break;
    const actual = sumOfDays(completeDays.slice(start, start + WEEK_DAYS));
    errors.push(actual - BigInt(WEEK_DAYS) * typicalDay(completeDays.slice(0, start)));
  }
  return errors;
}

/** The variance of the days' spend, rounded down. */
function varianceOf(days: readonly bigint[]): bigint {
  const count = BigInt(days.length);
  const squares = sumOfDays(days.map((spend) => spend * spend));
  return (count * squares - sumOfDays(days) ** 2n) / count ** 2n;
}
