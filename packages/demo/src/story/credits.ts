import { MICRO_USD_PER_USD, monthWindow } from "@ai-cost/domain";
import type { Product } from "./company/products";

/** Credits that a project bought (`purchase`) or received for free (`grant`). */
export interface Credits {
  kind: "purchase" | "grant";
  idempotencyKey: string;
  amountMicroUsd: bigint;
  occurredAt: Date;
}

const GRANT_MICRO_USD = 50n * MICRO_USD_PER_USD;
const NINE_O_CLOCK_MS = 9 * 3_600_000;

/**
 * Returns a grant on the first day of the product's first month, and a purchase on the first day of each
 * month after that.
 */
export function creditsOf(
  { key, runsPerWorkday }: Product,
  months: readonly string[],
  now: Date,
): Credits[] {
  const purchaseMicroUsd = BigInt(Math.ceil(runsPerWorkday)) * 100n * MICRO_USD_PER_USD;
  const credits = months.map((month, index): Credits => {
    const isFirst = index === 0;
    return {
      kind: isFirst ? "grant" : "purchase",
      idempotencyKey: `demo:${key}:credits:${month}`,
      amountMicroUsd: isFirst ? GRANT_MICRO_USD : purchaseMicroUsd,
      occurredAt: new Date(monthWindow(month).start.getTime() + NINE_O_CLOCK_MS),
    };
  });
  return credits.filter(({ occurredAt }) => occurredAt <= now);
}
