import { MICRO_USD_PER_USD } from "@ai-cost/domain";

/**
 * Writes micro-dollars as dollars without rounding and with at least two decimals: 57,868,362 is
 * `$57.868362`, 2,500,000 is `$2.50`.
 */
export function exactDollars(microUsd: bigint): string {
  const dollars = (microUsd / MICRO_USD_PER_USD).toLocaleString("en-US");
  const decimals = String(microUsd % MICRO_USD_PER_USD).padStart(6, "0");
  return `$${dollars}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, "")}`;
}
