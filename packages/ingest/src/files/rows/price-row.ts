import { type Decimal, NO_TOKENS } from "@ai-cost/domain";
import { type Pricing, type ProjectPrices, priceCall, priceTokens } from "@ai-cost/pricing";
import type { TokenPrices } from "../mapping";
import type { MappedRow, RowProblem } from "./map-row";

/**
 * Prices a row. Its own cost comes first, then the prices given for the file, then the project's own
 * price for the model, then the price tables. A row whose model has no price is unpriced. A row without
 * its own cost must have the token counts from which its cost is computed.
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

/** Whether output tokens add no cost to a row, as for an embedding model. */
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
 * Returns an empty list when the row has no such tokens, because a charge stores only the prices that it
 * used.
 */
const cached = (
  unit: "cache_read_mtok" | "cache_write_mtok",
  tokens: bigint,
  usdPerMillion: Decimal,
) => (tokens === 0n ? [] : [{ unit, tokens, usdPerMillion }]);
