/** What the demo story fixes, so that a journey can name it. */
const product = (number: number) =>
  `/dashboard/products/01980000-0000-7000-8000-00000000000${number}`;

/** At about 87 % of its budget; the demo admin and member work here too. */
export const ATLAS = product(1);
/** Without a budget. */
export const DRIFT = product(4);
/** Without any usage. */
export const EMBER = product(5);
/** The stranger's. */
export const HARBOR = product(6);
