/**
 * The only place that cuts time. Days and months are UTC calendar days and months; a window is
 * half-open. A month is written `YYYY-MM` and a day `YYYY-MM-DD`, so that text order is time order.
 */
export interface Window {
  start: Date;
  /** Exclusive. */
  end: Date;
}

const DAY_MS = 86_400_000;
const EARLIEST = new Date("2000-01-01T00:00:00.000Z");
const CLOCK_SKEW_MS = 5 * 60_000;

export const DAILY_RANGES_DAYS = [7, 14, 30, 90] as const;
export type DailyRangeDays = (typeof DAILY_RANGES_DAYS)[number];
const TREND_MONTHS = 6;

export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** A calendar month from 2000-01 to 9999-12. */
export const isMonth = (text: string): boolean => /^[2-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);

const startOfMonth = (month: string): Date => new Date(`${month}-01T00:00:00.000Z`);
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** The month `count` months later, or earlier when negative. */
export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return `${year}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** The day `count` days later, or earlier when negative. */
export const addDays = (day: string, count: number): string =>
  dayOf(new Date(startOfDay(day).getTime() + count * DAY_MS));

export const monthWindow = (month: string): Window => ({
  start: startOfMonth(month),
  end: startOfMonth(addMonths(month, 1)),
});

const dayCount = ({ start, end }: Window): number => (end.getTime() - start.getTime()) / DAY_MS;

const consecutiveDays = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));

/** Every day of the month; of the current month, up to today. */
export function daysOfMonth(month: string, now: Date): string[] {
  const days = consecutiveDays(`${month}-01`, dayCount(monthWindow(month)));
  return days.filter((day) => day <= dayOf(now));
}

/** The last `days` days, oldest first, today last. */
export const lastDays = (days: DailyRangeDays, now: Date): string[] =>
  consecutiveDays(addDays(dayOf(now), 1 - days), days);

/** The six months of the trend, oldest first, the current one last. */
export const trendMonths = (now: Date): string[] =>
  Array.from({ length: TREND_MONTHS }, (_, index) =>
    addMonths(monthOf(now), index + 1 - TREND_MONTHS),
  );

/** Two stretches of equally many days, days `YYYY-MM-DD`, `lastDay` inclusive. */
export interface Comparison {
  firstDay: string;
  lastDay: string;
  previousFirstDay: string;
  previousLastDay: string;
}

/**
 * The complete days of a month beside the same day numbers of the month before, both cut to the
 * shorter: on 31 March 1–28 March beside 1–28 February. Null on the 1st, when no day is complete.
 */
export function comparisonOf(month: string, now: Date): Comparison | null {
  const completeDays = month === monthOf(now) ? now.getUTCDate() - 1 : dayCount(monthWindow(month));
  const previousMonth = addMonths(month, -1);
  const days = Math.min(completeDays, dayCount(monthWindow(previousMonth)));
  if (days < 1) return null;
  return {
    firstDay: `${month}-01`,
    lastDay: addDays(`${month}-01`, days - 1),
    previousFirstDay: `${previousMonth}-01`,
    previousLastDay: addDays(`${previousMonth}-01`, days - 1),
  };
}

/** The window that covers `firstDay` to `lastDay`, both whole. */
export const daysWindow = (firstDay: string, lastDay: string): Window => ({
  start: startOfDay(firstDay),
  end: startOfDay(addDays(lastDay, 1)),
});

/** Why an instant cannot be recorded, or null: up to five minutes ahead of the clock, not before 2000. */
export function instantProblem(at: Date, now: Date): string | null {
  if (Number.isNaN(at.getTime())) return "is not a time; give an ISO 8601 instant";
  if (at < EARLIEST) return `is ${at.toISOString()}, before the year 2000`;
  if (at.getTime() > now.getTime() + CLOCK_SKEW_MS)
    return `is ${at.toISOString()}, more than five minutes ahead of the clock (${now.toISOString()})`;
  return null;
}
