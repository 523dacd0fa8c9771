/**
 * Days and months of the UTC calendar. No other module divides time into days or months. A month is
 * written `YYYY-MM` and a day `YYYY-MM-DD`, so the alphabetical order of the texts is the order in time.
 */
export interface Window {
  start: Date;
  /** The end of the window, which is not part of the window. */
  end: Date;
}

const DAY_MS = 86_400_000;
const EARLIEST = new Date("2000-01-01T00:00:00.000Z");
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

export const DAILY_RANGES_DAYS = [7, 14, 30, 90] as const;
export type DailyRangeDays = (typeof DAILY_RANGES_DAYS)[number];
/** How many months a trend and a back-test have; the last one is the current month. */
export const TREND_MONTHS = 6;

export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** The day that `dayOf` returned last, by its number since 1970. Most calls of a batch are of one day. */
let lastDay = { number: Number.NaN, text: "" };

export function dayOf(at: Date): string {
  const number = Math.floor(at.getTime() / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, text: at.toISOString().slice(0, 10) };
  return lastDay.text;
}

/** A calendar month from 2000-01 to 9999-12. */
export const isMonth = (text: string): boolean => /^[2-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);

const startOfMonth = (month: string): Date => new Date(`${month}-01T00:00:00.000Z`);
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** The month that is `count` months later, or earlier when `count` is negative. */
export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return `${year}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** The day that is `count` days later, or earlier when `count` is negative. */
export const addDays = (day: string, count: number): string =>
  dayOf(new Date(startOfDay(day).getTime() + count * DAY_MS));

export const monthWindow = (month: string): Window => ({
  start: startOfMonth(month),
  end: startOfMonth(addMonths(month, 1)),
});

const dayCount = ({ start, end }: Window): number => (end.getTime() - start.getTime()) / DAY_MS;

/**
 * Returns the day `first` and the days after it, `count` days in total. It reads the calendar once a month,
 * because a forecast asks for hundreds of days.
 */
export function consecutiveDays(first: string, count: number): string[] {
  const days: string[] = [];
  let month = first.slice(0, 7);
  for (let day = Number(first.slice(8)); days.length < count; day = 1) {
    const last = Math.min(dayCount(monthWindow(month)), day + count - days.length - 1);
    for (; day <= last; day += 1) days.push(`${month}-${String(day).padStart(2, "0")}`);
    month = addMonths(month, 1);
  }
  return days;
}

/** The days of the month up to the day of `now`: all days of a past month, no days of a future month. */
export function daysOfMonth(month: string, now: Date): string[] {
  const days = consecutiveDays(`${month}-01`, dayCount(monthWindow(month)));
  return days.filter((day) => day <= dayOf(now));
}

/** The last `days` days, oldest first, ending today. */
export const lastDays = (days: DailyRangeDays, now: Date): string[] =>
  consecutiveDays(addDays(dayOf(now), 1 - days), days);

/** The six months of the trend, oldest first. The last month is the current one. */
export const trendMonths = (now: Date): string[] =>
  Array.from({ length: TREND_MONTHS }, (_, index) =>
    addMonths(monthOf(now), index + 1 - TREND_MONTHS),
  );

/**
 * Two ranges of days with the same length. A day is written `YYYY-MM-DD`, and the last day belongs to
 * its range.
 */
export interface Comparison {
  firstDay: string;
  lastDay: string;
  previousFirstDay: string;
  previousLastDay: string;
}

/**
 * Returns the complete days of a month and the same days of the previous month, both cut to the length
 * of the shorter month: on 31 March, 1–28 March is compared with 1–28 February. Returns null on the
 * first day of the month, when no day is complete.
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

/** The window from the start of `firstDay` to the end of `lastDay`. */
export const daysWindow = (firstDay: string, lastDay: string): Window => ({
  start: startOfDay(firstDay),
  end: startOfDay(addDays(lastDay, 1)),
});

/**
 * Returns why an instant cannot be recorded, as the rest of a sentence that starts with the field's
 * name. Returns null when the instant is valid: not before the year 2000 and at most five minutes after
 * `now`.
 */
export function instantProblem(at: Date, now: Date): string | null {
  if (Number.isNaN(at.getTime())) return "is not a time; give an ISO 8601 instant";
  if (at < EARLIEST) return `is ${at.toISOString()}, before the year 2000`;
  if (at.getTime() > now.getTime() + MAX_CLOCK_SKEW_MS)
    return `is ${at.toISOString()}, more than five minutes ahead of the clock (${now.toISOString()})`;
  return null;
}
