/*
 * The calendar by counting on paper: no `Date`, and so no zone, has a part in it.
 */

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  if (number === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(number) ? 30 : 31;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${twoDigits(number - 1)}`;
}

function dayBefore(day: string): string {
  const month = day.slice(0, 7);
  const number = Number(day.slice(8));
  if (number > 1) return `${month}-${twoDigits(number - 1)}`;
  return `${monthBefore(month)}-${daysIn(monthBefore(month))}`;
}

/** So many, the given one last. */
const backFrom = (last: string, count: number, before: (one: string) => string): string[] => {
  const all = [last];
  for (let one = last; all.length < count; ) {
    one = before(one);
    all.unshift(one);
  }
  return all;
};

export const monthsUpTo = (month: string, count: number): string[] =>
  backFrom(month, count, monthBefore);

export const daysUpTo = (day: string, count: number): string[] => backFrom(day, count, dayBefore);

export const daysOf = (month: string): string[] =>
  daysUpTo(`${month}-${daysIn(month)}`, daysIn(month));
