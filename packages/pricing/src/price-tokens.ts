import type { UsedPrice } from "@ai-cost/db";
import { decimalText, type PricedTokens, tokenCostMicroUsd } from "@ai-cost/domain";

/** The price table's names for the kinds of tokens; every price that is kept with a charge uses them. */
export type PriceUnit = "input_mtok" | "cache_read_mtok" | "cache_write_mtok" | "output_mtok";

/** What tokens cost, in micro-dollars rounded once, and the prices that made the amount. */
export interface PricedAmount {
  amountMicroUsd: bigint;
  price: UsedPrice;
}

/** Prices tokens by exact decimal prices: 1,000 input tokens at $3 and 100 output tokens at $15 → 4,500. */
export function priceTokens(kinds: readonly (PricedTokens & { unit: PriceUnit })[]): PricedAmount {
  const usdPerMillion = Object.fromEntries(
    kinds.map((kind) => [kind.unit, decimalText(kind.usdPerMillion)]),
  );
  return { amountMicroUsd: tokenCostMicroUsd(kinds), price: { usdPerMillion } };
}
