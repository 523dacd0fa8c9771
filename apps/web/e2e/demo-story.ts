/** The path of a demo product. The demo data has fixed ids. */
const product = (number: number) =>
  `/dashboard/products/01980000-0000-7000-8000-00000000000${number}`;

/** The demo product that has used about 87 % of its budget. The demo admin and member also belong to it. */
export const ATLAS = product(1);
/** A demo product with a budget, which only the demo owner belongs to. */
export const BEACON = product(2);
/** The demo product without a budget. */
export const DRIFT = product(4);
/** The demo product without any usage. */
export const EMBER = product(5);
/** The demo product of another owner, which the demo owner, admin and member must not see. */
export const HARBOR = product(6);

const DAY_MS = 86_400_000;

/**
 * The month (`YYYY-MM`) of Atlas's most expensive run, which is on the latest working day that is at
 * least two days ago.
 */
export function outlierMonth(now: Date): string {
  let day = new Date(now.getTime() - 2 * DAY_MS);
  while ([0, 6].includes(day.getUTCDay())) day = new Date(day.getTime() - DAY_MS);
  return day.toISOString().slice(0, 7);
}
