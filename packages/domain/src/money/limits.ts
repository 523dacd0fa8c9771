import { MICRO_USD_PER_USD } from "./money";

/** The most that one charge may cost, in micro-dollars: a million dollars. */
export const MAX_CHARGE_MICRO_USD = 1_000_000n * MICRO_USD_PER_USD;

/** The most tokens of one kind that one charge may have. */
export const MAX_CHARGE_TOKENS = 1_000_000_000_000n;

/**
 * The most that the charges of a project's month may cost together, before refunds, in micro-dollars: a
 * billion dollars. A JavaScript number holds the sums of nine such months exactly.
 */
export const MAX_MONTH_MICRO_USD = 1_000_000_000n * MICRO_USD_PER_USD;

/** The most input and output tokens that the charges of a project's month may have together. */
export const MAX_MONTH_TOKENS = 1_000_000_000_000_000n;

/** Whether a JavaScript number, and so a JSON number, holds an integer exactly. */
export const isExactNumber = (integer: bigint): boolean =>
  integer <= BigInt(Number.MAX_SAFE_INTEGER) && integer >= BigInt(Number.MIN_SAFE_INTEGER);
