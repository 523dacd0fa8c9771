import { type Pricing, type ProjectPrices, priceCall, priceTokens } from "@ai-cost/pricing";
import type { TokenPrices } from "../../import/options";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * What a row costs: what it says itself, else by the prices that were given, else by its model's
 * price, the project's own or the table's; unpriced when that model has none.
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
