/*
 * A calendar for tests. It calculates with texts and not with `Date`, so the time zone has no effect on it.
 */

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  if (number === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(number) ? 30 : 31;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

function previousMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${twoDigits(number - 1)}`;
}

function previousDay(day: string): string {
  const [month, number] = [day.slice(0, 7), Number(day.slice(8))];
  return number > 1
    ? `${month}-${twoDigits(number - 1)}`
    : (daysOf(previousMonth(month)).at(-1) ?? "");
}

const lastOf = (last: string, count: number, previous: (one: string) => string): string[] => {
  const all = [last];
  for (let first = last; all.length < count; ) {
    first = previous(first);
    all.unshift(first);
  }
  return all;
};

/** The last `count` months, oldest first, ending with `month`. */
export const monthsUpTo = (month: string, count: number): string[] =>
  lastOf(month, count, previousMonth);

/** The last `count` days, oldest first, ending with `day`. */
export const daysUpTo = (day: string, count: number): string[] => lastOf(day, count, previousDay);

export const daysOf = (month: string): string[] =>
  Array.from({ length: daysIn(month) }, (_, index) => `${month}-${twoDigits(index + 1)}`);
