import { limitMicroUsdFromDollars, MICRO_USD_PER_USD, monthOf, percentOf } from "@ai-cost/domain";
import type { ProductStory } from "./product-story";

/**
 * The money spent on a product in the month of `now`, in micro-dollars: charges plus corrections
 * minus refunds.
 */
export function monthSpendMicroUsd({ runs, adjustments }: ProductStory, now: Date): bigint {
  const month = monthOf(now);
  const reports = runs
    .flatMap((run) => run.reports)
    .filter(({ occurredAt }) => monthOf(occurredAt) === month);
  const keys = new Set(reports.map(({ idempotencyKey }) => idempotencyKey));
  const charged = reports.reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0n), 0n);
  return adjustments
    .filter(({ chargeKey }) => keys.has(chargeKey))
    .reduce(
      (sum, { kind, amountMicroUsd }) =>
        kind === "refund" ? sum - amountMicroUsd : sum + amountMicroUsd,
      charged,
    );
}

/**
 * The limit is a multiple of one of these amounts, because people choose round limits. The first amount
 * in this list that gives a limit close enough to the target is used.
 */
const STEPS_CENTS = [100_000, 50_000, 10_000, 5000, 1000, 500, 100, 50, 10, 5, 1];
const MAX_DIFFERENCE_PCT = 0.6;

/**
 * Returns a round budget limit in micro-dollars, at least one cent. `spentMicroUsd` is about
 * `targetPct` percent of the limit.
 */
export function limitMicroUsd(spentMicroUsd: bigint, targetPct: number): bigint {
  const exactCents = (Number(spentMicroUsd) / Number(MICRO_USD_PER_USD)) * (10_000 / targetPct);
  for (const stepCents of STEPS_CENTS) {
    const limit = limitFromCents(Math.round(exactCents / stepCents) * stepCents);
    if (limit && Math.abs(percentOf(spentMicroUsd, limit) - targetPct) <= MAX_DIFFERENCE_PCT)
      return limit;
  }
  return limitFromCents(Math.max(Math.round(exactCents), 1)) ?? 0n;
}

const limitFromCents = (cents: number): bigint | null => limitMicroUsdFromDollars(cents / 100);
