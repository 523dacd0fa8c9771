import { addDays, addMonths, consecutiveDays, dayOf, monthOf, monthWindow } from "./periods";

/** UTC days, `YYYY-MM-DD`, from the first to the last; both belong to the range. */
export interface DayRange {
  from: string;
  to: string;
}

const MAX_RANGE_DAYS = 400;

export const INTERVALS = ["total", "day", "week", "month"] as const;
/** How a range is divided. A week starts on Monday; a week or month is cut at the ends of the range. */
export type Interval = (typeof INTERVALS)[number];

export const COMPARISONS = ["none", "previousPeriod", "previousMonth"] as const;
/** With which days a range is compared. */
export type ComparedWith = (typeof COMPARISONS)[number];

const FIRST_DAY = "2000-01-01";
const DAY_MS = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) / DAY_MS;

/** The number of days in a range: 1 from a day to the same day. */
export const daysIn = ({ from, to }: DayRange): number => dayNumber(to) - dayNumber(from) + 1;

/** All days of a range, in their order. */
export const daysOf = (range: DayRange): string[] => consecutiveDays(range.from, daysIn(range));

/** The first and the last day of a month, `YYYY-MM`. */
export const monthRange = (month: string): DayRange => ({
  from: `${month}-01`,
  to: addDays(dayOf(monthWindow(month).end), -1),
});

/**
 * Returns which end of a range is invalid and why, as the rest of a sentence that starts with its name;
 * null when the range is valid. A range may reach the end of the current month.
 */
export function rangeProblem(
  { from, to }: DayRange,
  now: Date,
): { field: keyof DayRange; problem: string } | null {
  if (from < FIRST_DAY) return { field: "from", problem: `is before ${FIRST_DAY}` };
  if (to < from) return { field: "to", problem: `is before the first day, ${from}` };
  const { to: lastDay } = monthRange(monthOf(now));
  if (to > lastDay)
    return { field: "to", problem: `is after the current month, which ends on ${lastDay}` };
  if (daysIn({ from, to }) <= MAX_RANGE_DAYS) return null;
  return { field: "from", problem: `is more than ${MAX_RANGE_DAYS} days before the end, ${to}` };
}

/** The days that a range is compared with. */
export interface OtherRange extends DayRange {
  /** The number of days from a day of this range to the day of the queried range that it is compared with. */
  offsetDays: number;
}

/**
 * Returns the days that a range is compared with; null when there are none. The previous period is the
 * same number of days directly before the range. The previous month has the same day numbers, as many as
 * it has: 1–31 March is compared with 1–28 February, and 29–31 March with nothing.
 */
export function otherRange(range: DayRange, compare: ComparedWith): OtherRange | null {
  if (compare === "none") return null;
  if (compare === "previousPeriod") {
    const days = daysIn(range);
    return { from: addDays(range.from, -days), to: addDays(range.to, -days), offsetDays: days };
  }
  const month = monthRange(addMonths(range.from.slice(0, 7), -1));
  const from = addDays(
    month.from,
    dayNumber(range.from) - dayNumber(`${range.from.slice(0, 7)}-01`),
  );
  const offsetDays = daysIn(month);
  if (from > month.to) return null;
  const to = addDays(range.to, -offsetDays);
  return to > month.to ? { from, to: month.to, offsetDays } : { from, to, offsetDays };
}

/** The first day of the part of a range that contains the day, when the range is divided by the interval. */
export function startOfPart(day: string, interval: Interval, { from }: DayRange): string {
  if (interval === "day") return day;
  if (interval === "total") return from;
  const weekday = (dayNumber(day) + 3) % 7;
  const start = interval === "month" ? `${day.slice(0, 7)}-01` : addDays(day, -weekday);
  return start > from ? start : from;
}

/** The first days of all parts of a range, in their order. */
export function startsOfParts(range: DayRange, interval: Interval): string[] {
  return [...new Set(daysOf(range).map((day) => startOfPart(day, interval, range)))];
}
