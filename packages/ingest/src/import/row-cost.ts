import { exactPrice } from "../prices/exact-price";
import { type Pricing, priceCall } from "../prices/price-call";
import type { ProjectPrices } from "../prices/project-prices";
import type { MappedRow, RowProblem } from "./map-row";
import type { TokenPrices } from "./options";

/** A file says nothing of them. */
const NO_FINER_COUNTS = { cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null };

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
  return priceCall(own, { ...row, ...NO_FINER_COUNTS });
}

const priceOfTokens = ({ inputTokens, outputTokens }: MappedRow, given: TokenPrices) =>
  exactPrice([
    { unit: "input_mtok", tokens: inputTokens, usdPerMillion: given.inputUsdPerMillion },
    { unit: "output_mtok", tokens: outputTokens, usdPerMillion: given.outputUsdPerMillion },
  ]);
