import type { UsedPrice } from "@ai-cost/db";
import { decimalText, type PricedTokens, tokenCostMicroUsd } from "@ai-cost/domain";

/** The price table's names of what tokens are sold as, which all kept prices use. */
export type PriceUnit = "input_mtok" | "cache_read_mtok" | "cache_write_mtok" | "output_mtok";

/** What tokens cost by prices that are known exactly: micro-dollars rounded once, and what was used. */
export function exactPrice(kinds: readonly (PricedTokens & { unit: PriceUnit })[]): {
  amountMicroUsd: bigint;
  price: UsedPrice;
} {
  const usdPerMillion = Object.fromEntries(
    kinds.map((kind) => [kind.unit, decimalText(kind.usdPerMillion)]),
  );
  return { amountMicroUsd: tokenCostMicroUsd(kinds), price: { usdPerMillion } };
}
