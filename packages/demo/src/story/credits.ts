import { MICRO_USD_PER_USD, monthWindow } from "@ai-cost/domain";
import type { Product } from "./products";

/** Credits that came in. */
export interface Credits {
  kind: "purchase" | "grant";
  idempotencyKey: string;
  amountMicroUsd: bigint;
  occurredAt: Date;
}

const WELCOME_MICRO_USD = 50n * MICRO_USD_PER_USD;
const OFFICE_OPENS_MS = 9 * 3_600_000;

/** A welcome grant in a product's first month, and a purchase on every first of a month since. */
export function creditsOf(
  { key, runsPerWorkday }: Product,
  months: readonly string[],
  now: Date,
): Credits[] {
  const amountMicroUsd = BigInt(Math.ceil(runsPerWorkday)) * 100n * MICRO_USD_PER_USD;
  const credits = months.map((month, index) => {
    const occurredAt = new Date(monthWindow(month).start.getTime() + OFFICE_OPENS_MS);
    const idempotencyKey = `demo:${key}:credits:${month}`;
    return index === 0
      ? { kind: "grant" as const, idempotencyKey, amountMicroUsd: WELCOME_MICRO_USD, occurredAt }
      : { kind: "purchase" as const, idempotencyKey, amountMicroUsd, occurredAt };
  });
  return credits.filter(({ occurredAt }) => occurredAt <= now);
}
