import { type Pricing, type ProjectPrices, priceCall, priceTokens } from "@ai-cost/pricing";
import type { TokenPrices } from "../column-mapping";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * Decides what a row costs: the cost in the row, otherwise by the given prices, otherwise by the price
 * of its model. The row is unpriced if its model has no price.
 */
export function costOfRow(
  row: MappedRow,
  given: TokenPrices | null,
  own: ProjectPrices,
): Pricing | RowProblem {
  if (row.costMicroUsd === null && given)
    return { ...priceOfTokens(row, given), costSource: "project_price" };
  if (row.costMicroUsd === null && row.model === null)
    return { problem: "nothing says what it costs: no cost, no model, no price" };
  return priceCall(own, row);
}

const priceOfTokens = ({ tokens }: MappedRow, given: TokenPrices) =>
  priceTokens([
    { unit: "input_mtok", tokens: tokens.inputTokens, usdPerMillion: given.inputUsdPerMillion },
    { unit: "output_mtok", tokens: tokens.outputTokens, usdPerMillion: given.outputUsdPerMillion },
  ]);
