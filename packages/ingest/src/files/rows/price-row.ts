import { NO_TOKENS } from "@ai-cost/domain";
import { type Pricing, type ProjectPrices, priceByTokenPrices, priceCall } from "@ai-cost/pricing";
import type { TokenPrices } from "../mapping";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * Prices a row. The row's own cost has priority, then the prices that the user gave, then the price of the
 * row's model: the project's own price, otherwise the price in the price tables. A row whose model has no
 * price is unpriced. A row without a cost must have the token counts that its price depends on.
 */
export function priceRow(
  row: MappedRow,
  prices: TokenPrices | null,
  projectPrices: ProjectPrices,
): Pricing | RowProblem {
  if (row.costMicroUsd !== null) return priceCall(projectPrices, row);
  if (!prices && row.model === null)
    return { problem: "nothing says what it costs: no cost, no model, no price" };
  if (row.reportedInputTokens === null) return { problem: "the input tokens are empty" };
  const priceOf = (call: MappedRow): Pricing =>
    prices
      ? { ...priceByTokenPrices(prices, usageOf(call)), costSource: "project_price" }
      : priceCall(projectPrices, call);
  const pricing = priceOf(row);
  if (row.reportedOutputTokens === null && !isOutputFree(pricing, priceOf, row))
    return { problem: "the output tokens are empty" };
  return pricing;
}

/** Whether output tokens add no cost, as for an embedding model. */
function isOutputFree(
  { amountMicroUsd }: Pricing,
  priceOf: (row: MappedRow) => Pricing,
  row: MappedRow,
): boolean {
  if (amountMicroUsd === null) return false;
  const withOutput = { ...row, tokens: { ...NO_TOKENS, outputTokens: 1_000_000n } };
  const outputMicroUsd = priceOf(withOutput).amountMicroUsd;
  return outputMicroUsd === null || outputMicroUsd === 0n;
}

const usageOf = ({ tokens, units }: MappedRow) => ({ tokens, units: units ?? {} });
