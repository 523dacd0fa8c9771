import { MICRO_USD_PER_USD } from "@ai-cost/domain";

/** Exact dollars, never rounded, at least cents: 57,868,362 → `$57.868362`, 2,500,000 → `$2.50`. */
export function exactDollars(microUsd: bigint): string {
  const fraction = String(microUsd % MICRO_USD_PER_USD).padStart(6, "0");
  return `$${(microUsd / MICRO_USD_PER_USD).toLocaleString("en-US")}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, "")}`;
}
