/*
 * Formats days, months and instants as text, always in UTC. The names are written out here, because
 * browsers and servers abbreviate them differently for the same locale.
 */
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const LONG_WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;
const WEEKDAYS = LONG_WEEKDAYS.map((name) => name.slice(0, 3));

const monthName = (at: Date): string => MONTHS[at.getUTCMonth()] ?? "";
const shortMonthName = (at: Date): string => monthName(at).slice(0, 3);
const dayAt = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
const monthAt = (month: string): Date => dayAt(`${month}-01`);

/** `2026-11` → `November 2026` */
export const formatMonth = (month: string): string =>
  `${monthName(monthAt(month))} ${month.slice(0, 4)}`;

/** `2026-11` → `November` */
export const formatMonthName = (month: string): string => monthName(monthAt(month));

/** `2026-11` → `Nov 2026` */
export const formatShortMonth = (month: string): string =>
  `${shortMonthName(monthAt(month))} ${month.slice(0, 4)}`;

/** `2026-11-14` → `14 Nov` */
export function formatDay(day: string): string {
  const at = dayAt(day);
  return `${at.getUTCDate()} ${shortMonthName(at)}`;
}

/** `2026-11-14` → `Sat 14 Nov` */
export const formatWeekday = (day: string): string =>
  `${WEEKDAYS[dayAt(day).getUTCDay()]} ${formatDay(day)}`;

/** `2026-11-14` → `Sat 14 Nov 2026` */
export const formatFullDay = (day: string): string => `${formatWeekday(day)} ${day.slice(0, 4)}`;

/** `2026-11-14` → `Saturday 14 November 2026` */
export const formatLongDay = (day: string): string =>
  `${LONG_WEEKDAYS[dayAt(day).getUTCDay()]} ${dayAt(day).getUTCDate()} ${formatMonth(day.slice(0, 7))}`;

/** The days from `start` to `end` (exclusive), both in the same month: `1–22 Oct`, or `1 Oct` for a single day. */
export function formatDayRange(start: string, end: string): string {
  const last = formatDay(new Date(Date.parse(end) - 1).toISOString().slice(0, 10));
  const first = String(new Date(start).getUTCDate());
  return last.startsWith(`${first} `) ? last : `${first}–${last}`;
}

/** The days from the first to the last: `9–15 Nov`, `28 Sep–4 Oct`, `29 Dec 2025–4 Jan 2026`. */
export function formatDays(from: string, to: string): string {
  if (from === to) return formatDay(from);
  if (from.slice(0, 4) !== to.slice(0, 4))
    return `${formatDay(from)} ${from.slice(0, 4)}–${formatDay(to)} ${to.slice(0, 4)}`;
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${formatDay(from)}–${formatDay(to)}`;
  return `${dayAt(from).getUTCDate()}–${formatDay(to)}`;
}

/** `14 Nov, 09:41`, with the year when it differs from the year of `asOf`. */
export function formatInstant(at: string, asOf: string): string {
  const iso = new Date(at).toISOString();
  const year = iso.slice(0, 4);
  const day = formatDay(iso.slice(0, 10));
  return `${day}${year === asOf.slice(0, 4) ? "" : ` ${year}`}, ${iso.slice(11, 16)}`;
}

/** The time of a day in UTC: `09:41` */
export const formatTime = (at: string): string => new Date(at).toISOString().slice(11, 16);

/** The exact instant: `2026-11-14 09:41:07.123 UTC` */
export const formatExactInstant = (at: string): string =>
  new Date(at).toISOString().replace("T", " ").replace("Z", " UTC");

/** The age of data as text: `just now`, `4 s ago`, `3 min ago`, `2 h ago`, `5 d ago`. */
export function formatAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 1) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** A duration as text: `850 ms`, `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.max(0, Math.round(durationMs))} ms`;
  const seconds = Math.floor(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
