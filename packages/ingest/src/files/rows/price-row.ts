import { type Decimal, NO_TOKENS } from "@ai-cost/domain";
import { type Pricing, type ProjectPrices, priceCall, priceTokens } from "@ai-cost/pricing";
import type { TokenPrices } from "../mapping";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * Prices a row. Its own cost has precedence, then the given prices, then the price of its model, which is
 * the project's own price or the price in the price table. A row whose model has no price is unpriced. A
 * row without a cost must have the token counts that its price depends on.
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
      ? { ...priceByGiven(call, prices), costSource: "project_price" }
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

function priceByGiven({ tokens }: MappedRow, prices: TokenPrices) {
  const cacheRead = tokens.cacheReadTokens ?? 0n;
  const cacheWrite = tokens.cacheWriteTokens ?? 0n;
  return priceTokens([
    {
      unit: "input_mtok",
      tokens: tokens.inputTokens - cacheRead - cacheWrite,
      usdPerMillion: prices.inputUsdPerMillion,
    },
    ...cached(
      "cache_read_mtok",
      cacheRead,
      prices.cacheReadUsdPerMillion ?? prices.inputUsdPerMillion,
    ),
    ...cached(
      "cache_write_mtok",
      cacheWrite,
      prices.cacheWriteUsdPerMillion ?? prices.inputUsdPerMillion,
    ),
    {
      unit: "output_mtok",
      tokens: tokens.outputTokens,
      usdPerMillion: prices.outputUsdPerMillion,
    },
  ]);
}

/**
 * The price of cached tokens as a list. The list is empty when there are no such tokens, because a charge
 * stores only the prices that were applied.
 */
const cached = (
  unit: "cache_read_mtok" | "cache_write_mtok",
  tokens: bigint,
  usdPerMillion: Decimal,
) => (tokens === 0n ? [] : [{ unit, tokens, usdPerMillion }]);
