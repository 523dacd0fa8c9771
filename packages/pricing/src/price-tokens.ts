import type { UsedPrice } from "@ai-cost/db";
import { decimalText, type PricedTokens, tokenCostMicroUsd } from "@ai-cost/domain";

/**
 * The names that the price table gives to the kinds of tokens. Every price that is stored with a charge
 * has one of these names.
 */
export type PriceUnit = "input_mtok" | "cache_read_mtok" | "cache_write_mtok" | "output_mtok";

/**
 * The cost of a number of tokens, and the prices from which it was computed. The cost is in
 * micro-dollars. Only the total is rounded, not the cost of each kind of token.
 */
export interface PricedAmount {
  amountMicroUsd: bigint;
  price: UsedPrice;
}

/**
 * Computes the cost of tokens from exact decimal prices: 1,000 input tokens at $3 and 100 output tokens
 * at $15 per million cost 4,500 micro-dollars.
 */
export function priceTokens(kinds: readonly (PricedTokens & { unit: PriceUnit })[]): PricedAmount {
  const usdPerMillion = Object.fromEntries(
    kinds.map((kind) => [kind.unit, decimalText(kind.usdPerMillion)]),
  );
  return { amountMicroUsd: tokenCostMicroUsd(kinds), price: { usdPerMillion } };
}
