import type { CostByKind, UsedPrice } from "@ai-cost/db";
import { type NullableTokenCounts, splitMicroUsd, unattributed } from "@ai-cost/domain";
import { keptPrices, pricedShares } from "../price-usage";

/**
 * Splits a recorded amount by kind, in proportion to what each kind of tokens costs by the prices that are
 * stored with the charge. An amount without stored prices, or of a call without counts, is unattributed.
 * `price` and `tokens` are those of the charge that the amount belongs to.
 */
export function splitRecordedCost(
  amountMicroUsd: bigint,
  price: UsedPrice | null,
  tokens: NullableTokenCounts,
): CostByKind {
  const { inputTokens, outputTokens } = tokens;
  if (price === null || inputTokens === null || outputTokens === null)
    return unattributed(amountMicroUsd);
  const prices = keptPrices(price);
  const units = prices.requests === undefined ? {} : { request: 1 };
  const usage = { tokens: { ...tokens, inputTokens, outputTokens }, units };
  return splitMicroUsd(amountMicroUsd, pricedShares(usage, prices));
}
