import { dollarsFromMicroUsd, isExactNumber } from "@ai-cost/domain";
import { tooLargeToShow } from "./errors";

/*
 * The outputs of sums. A JSON number holds every sum of a month exactly, because a month is bounded. The sum
 * of more than nine full months has no number, and that of a month that was recorded before the bound.
 */

/** Dollars of micro-dollars. Throws UNPROCESSABLE_CONTENT when a number cannot hold the sum exactly. */
export const toDollars = (microUsd: bigint): number => dollarsFromMicroUsd(exact(microUsd));

/** A count as a number. Throws UNPROCESSABLE_CONTENT when a number cannot hold it exactly. */
export const toCount = (count: bigint): number => Number(exact(count));

/** Dollars of micro-dollars; null when a number cannot hold the sum exactly. */
export const dollarsOrNull = (microUsd: bigint): number | null =>
  isExactNumber(microUsd) ? dollarsFromMicroUsd(microUsd) : null;

/** A count as a number; null when a number cannot hold it exactly. */
export const countOrNull = (count: bigint): number | null =>
  isExactNumber(count) ? Number(count) : null;

function exact(sum: bigint): bigint {
  if (isExactNumber(sum)) return sum;
  throw tooLargeToShow();
}
