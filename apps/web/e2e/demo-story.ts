/** Fixed ids of the demo data. */
const product = (number: number) =>
  `/dashboard/products/01980000-0000-7000-8000-00000000000${number}`;

/** At about 87 % of its budget. The demo admin and member belong to it too. */
export const ATLAS = product(1);
/** Without a budget. */
export const DRIFT = product(4);
/** Without any usage. */
export const EMBER = product(5);
/** The stranger's. */
export const HARBOR = product(6);

const DAY_MS = 86_400_000;

/** The month of Atlas's most expensive run, `YYYY-MM`. The run is on the latest working day at least two days ago. */
export function outlierMonth(now: Date): string {
  let day = new Date(now.getTime() - 2 * DAY_MS);
  while ([0, 6].includes(day.getUTCDay())) day = new Date(day.getTime() - DAY_MS);
  return day.toISOString().slice(0, 7);
}
