import { parseInstant } from "../../fields/parse-instant";

/** The order of day, month and year in dates such as 05/11/2026. */
export type DateOrder = "mdy" | "dmy" | "ymd";

/**
 * Matches a spreadsheet's stored time: the number of days since 30 December 1899. Only values from the
 * year 2000 to the year 2100 are accepted.
 */
const SERIAL = /^(\d{5})(?:[.,](\d{1,15}))?$/;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;
const DAY_MS = 86_400_000;
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

const UNIX_MS_WITH_FRACTION = /^(\d{13})[.,]\d+$/;
const BASIC_ISO = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}:?\d{2})?)?$/i;

const CLOCK =
  /^(.*?)(?:,? at |, ?| |T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?: ?([ap])\.?m\.?)?(?: ?(?:Z|UTC|GMT))?(?: ?([+-]\d{2}:?\d{2}))?(?: \([^)]*\))?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const WEEKDAY = `(?:(sun|mon|tue|wed|thu|fri|sat)[a-z]*,? )?`;
const DAY_AND_MONTH_NAME = new RegExp(
  String.raw`^${WEEKDAY}(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$`,
  "i",
);
const MONTH_NAME_AND_DAY = new RegExp(
  String.raw`^${WEEKDAY}([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`,
  "i",
);
const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Parses an instant in one of the forms that files contain: ISO 8601, Unix time, a spreadsheet's date or
 * day number, or the text of JavaScript's `Date`. Cuts it to milliseconds. An instant without a zone is in
 * UTC. Returns `ambiguous` when `order` is null and the date has a different meaning in another order.
 * Returns null when the text is not an instant.
 */
export function parseTime(text: string, order: DateOrder | null): Date | "ambiguous" | null {
  return parseInstant(text) ?? parseNumberTime(text) ?? parseWrittenTime(text, order);
}

function parseNumberTime(text: string): Date | null {
  const unixMs = UNIX_MS_WITH_FRACTION.exec(text);
  if (unixMs) return new Date(Number(unixMs[1]));
  const [, days, fraction = "0"] = SERIAL.exec(text) ?? [];
  if (Number(days) >= FIRST_SERIAL && Number(days) < LAST_SERIAL) {
    // Spreadsheets write at least ten decimals of a day, so rounding to the nearest millisecond gives the
    // stored time.
    const dayMs = Math.round(Number(`0.${fraction}`) * DAY_MS);
    return new Date(SERIAL_EPOCH_MS + Number(days) * DAY_MS + dayMs);
  }
  const basic = BASIC_ISO.exec(text);
  if (!basic) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone = ""] = basic;
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}

function parseWrittenTime(text: string, order: DateOrder | null): Date | "ambiguous" | null {
  const line = text.replace(/\s+/g, " ");
  const clock = CLOCK.exec(line);
  const time = clock ? clockText(clock) : "";
  if (time === null) return null;
  const instants = new Map<number, Date>();
  for (const day of daysOf(clock?.[1] ?? line, order)) {
    const at = parseInstant(day + time);
    if (at) instants.set(at.getTime(), at);
  }
  if (instants.size > 1) return "ambiguous";
  return instants.values().next().value ?? null;
}

/**
 * Returns the time of day as ` HH:MM:SS.fff±HH:MM`; null when the time has AM or PM and its hour is not
 * from 1 to 12.
 */
function clockText([, , hour = "", minute, second = "00", fraction = "", half, zone]: string[]) {
  const isTwelveHours = half !== undefined;
  if (isTwelveHours && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = isTwelveHours
    ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0)
    : Number(hour);
  return ` ${twoDigits(hours)}:${minute}:${second}.${fraction.slice(0, 9) || "0"}${zone ?? ""}`;
}

/**
 * Returns the days that a written date can mean, as YYYY-MM-DD. Some of them may not exist in the
 * calendar, such as 30 February.
 */
function daysOf(date: string, order: DateOrder | null): string[] {
  const [, isoYear, , isoMonth, isoDay] = YEAR_FIRST.exec(date) ?? [];
  if (isoYear) return [dayText(isoYear, isoMonth, isoDay)];
  const [, first, , second, third] = YEAR_LAST.exec(date) ?? [];
  if (first && third) {
    const days: Partial<Record<DateOrder, string>> = {
      mdy: dayText(third, first, second),
      dmy: dayText(third, second, first),
      ...(third.length === 2 && { ymd: dayText(first, second, third) }),
    };
    if (order === null) return Object.values(days);
    const day = days[order];
    return day === undefined ? [] : [day];
  }
  const [, dayWeekday, dayFirst, monthSecond, yearOfDay] = DAY_AND_MONTH_NAME.exec(date) ?? [];
  if (yearOfDay) return namedDay(dayWeekday, yearOfDay, monthSecond, dayFirst);
  const [, weekday, monthFirst, daySecond, year] = MONTH_NAME_AND_DAY.exec(date) ?? [];
  return year ? namedDay(weekday, year, monthFirst, daySecond) : [];
}

/**
 * Returns the day of a date that names the month. A date with the wrong weekday is refused, because it was
 * probably edited by hand.
 */
function namedDay(weekday: string | undefined, year: string, name = "", day = ""): string[] {
  const prefix = name.toLowerCase();
  const month = MONTHS.findIndex(
    (full) => full.startsWith(prefix) || (full === "september" && prefix === "sept"),
  );
  if (month === -1) return [];
  const text = dayText(year, String(month + 1), day);
  const actual = WEEKDAYS[new Date(`${text}T00:00:00Z`).getUTCDay()];
  return weekday === undefined || weekday.toLowerCase() === actual ? [text] : [];
}

const dayText = (year: string, month = "", day = ""): string =>
  `${year.length === 2 ? `20${year}` : year}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;

const twoDigits = (value: number): string => String(value).padStart(2, "0");
