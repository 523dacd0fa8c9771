import { tokenCostMicroUsd } from "@ai-cost/domain";
import { priceOf } from "../prices/price-table";
import type { MappedRow, RowProblem } from "./map-row";
import type { TokenPrices } from "./options";

/**
 * What a row costs in micro-dollars: what it says itself, else by the prices that were given, else by
 * its model's known price; null when that model has none.
 */
export function costOfRow(
  row: MappedRow,
  prices: TokenPrices | null,
): { amountMicroUsd: bigint | null } | RowProblem {
  if (row.costMicroUsd !== null) return { amountMicroUsd: row.costMicroUsd };
  if (prices)
    return {
      amountMicroUsd: tokenCostMicroUsd([
        { tokens: row.inputTokens, usdPerMillion: prices.inputUsdPerMillion },
        { tokens: row.outputTokens, usdPerMillion: prices.outputUsdPerMillion },
      ]),
    };
  if (row.model === null)
    return { problem: "nothing says what it costs: no cost, no model, no price" };
  return {
    amountMicroUsd: priceOf({
      ...row,
      model: row.model,
      cacheReadTokens: null,
      cacheWriteTokens: null,
    }),
  };
}
