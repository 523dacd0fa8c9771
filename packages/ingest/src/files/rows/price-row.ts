import { type Pricing, type ProjectPrices, priceCall, priceTokens } from "@ai-cost/pricing";
import type { TokenPrices } from "../mapping";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * Prices a row: its own cost wins, then the given prices, then the price of its model, the project's
 * own or the table's. A row whose model has no price is unpriced.
 */
export function priceRow(
  row: MappedRow,
  prices: TokenPrices | null,
  projectPrices: ProjectPrices,
): Pricing | RowProblem {
  if (row.costMicroUsd === null && prices)
    return { ...priceByGiven(row, prices), costSource: "project_price" };
  if (row.costMicroUsd === null && row.model === null)
    return { problem: "nothing says what it costs: no cost, no model, no price" };
  return priceCall(projectPrices, row);
}

const priceByGiven = ({ tokens }: MappedRow, prices: TokenPrices) =>
  priceTokens([
    {
      unit: "input_mtok",
      tokens: tokens.inputTokens,
      usdPerMillion: prices.inputUsdPerMillion,
    },
    {
      unit: "output_mtok",
      tokens: tokens.outputTokens,
      usdPerMillion: prices.outputUsdPerMillion,
    },
  ]);
