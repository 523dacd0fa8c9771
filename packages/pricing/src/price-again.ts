import type { PriceAgain } from "@ai-cost/ledger";
import { keptPrices, priceUsage, unpricedUnits } from "./price-usage";

/**
 * Prices usage by the prices that are stored with charges of the same call. All of them come from the same
 * price list, but each charge stores only the prices of the kinds that it had. Returns null when the
 * counts or the price of a unit are unknown.
 */
export const priceAgain: PriceAgain = ({ inputTokens, outputTokens, units, ...parts }, kept) => {
  const [first] = kept;
  const prices = Object.assign({}, ...kept.toReversed().map(keptPrices));
  if (!first || inputTokens === null || outputTokens === null) return null;
  const usage = { tokens: { ...parts, inputTokens, outputTokens }, units: units ?? {} };
  if (unpricedUnits(usage.units, prices).length > 0) return null;
  const priced = priceUsage(usage, prices);
  return { ...priced, price: { ...first, ...priced.price } };
};
