import { decimalText, microUsdFromFloat, parseDecimal, type TokenCounts } from "@ai-cost/domain";
import { calcPrice, type ModelPrice, type TieredPrices } from "@pydantic/genai-prices";
import type { PricedAmount } from "../price-tokens";
import type { SellerHints } from "../sellers/seller-of-call";
import { findListedModel } from "./find-listed-model";

/** A model call whose model is known. */
interface CallOfModel extends SellerHints {
  occurredAt: Date;
  tokens: TokenCounts;
}

/**
 * Prices a call by the price tables as of the instant of the call. Returns null when neither table has a
 * token price for the model. No count may be negative, and the cached or reasoning tokens may not exceed
 * the tokens that include them. The function makes no network request.
 */
export function priceByTable(call: CallOfModel): PricedAmount | null {
  const listed = findListedModel(call);
  if (!listed) return null;
  const { tableVersion, provider, modelId, note } = listed;
  const usage = usageOf(call.tokens);
  const result = calcPrice(usage, modelId, { provider, timestamp: call.occurredAt });
  if (!result || !pricesTokens(result.model_price, call.tokens)) return null;
  const amountMicroUsd = microUsdFromFloat(result.total_price);
  if (amountMicroUsd === null) return null;
  const usdPerMillion = usedPrices(result.model_price, usage);
  return {
    amountMicroUsd,
    price: {
      tableVersion,
      provider: provider.id,
      model: modelId,
      ...(note !== undefined && { note }),
      usdPerMillion,
    },
  };
}

const usageOf = (tokens: TokenCounts) => ({
  input_tokens: Number(tokens.inputTokens),
  cache_read_tokens: Number(tokens.cacheReadTokens ?? 0n),
  cache_write_tokens: Number(tokens.cacheWriteTokens ?? 0n),
  output_tokens: Number(tokens.outputTokens),
  output_reasoning_tokens: Number(tokens.reasoningTokens ?? 0n),
});

/**
 * Whether the model has a price for the tokens of the call. A model that is sold by the hour or by the
 * image has none, and the library would compute a cost of 0 for its tokens.
 */
const pricesTokens = (price: ModelPrice, { inputTokens, outputTokens }: TokenCounts): boolean =>
  (price.input_mtok !== undefined || price.output_mtok !== undefined) &&
  (inputTokens === 0n || price.input_mtok !== undefined) &&
  (outputTokens === 0n || price.output_mtok !== undefined);

type Usage = ReturnType<typeof usageOf>;

/** Returns the prices from which the amount was computed, each from the price tier of this call. */
function usedPrices(price: ModelPrice, usage: Usage): Record<string, string> {
  const used: Record<string, string> = {};
  for (const [unit, listed] of Object.entries(price)) {
    if (listed === undefined) continue;
    const inTier = typeof listed === "number" ? listed : priceInTier(listed, usage.input_tokens);
    if (unit === "requests_kcount") used.requests = plainText(inTier, 1000n);
    else if (isUsed(unit, usage)) used[unit] = plainText(inTier);
  }
  return used;
}

/**
 * Returns the price of the tier that the number of all input tokens reaches. As in the library, a call
 * with 200,001 input tokens is in the tier that starts at 200,000, and a call with 200,000 is not.
 */
const priceInTier = ({ base, tiers }: TieredPrices, inputTokens: number): number =>
  tiers
    .filter(({ start }) => inputTokens > start)
    .reduce((reached, tier) => (tier.start >= reached.start ? tier : reached), {
      start: 0,
      price: base,
    }).price;

/**
 * Whether a charge stores the price of this unit. It always stores the prices of input and output, and
 * other prices only when the call has such tokens.
 */
const isUsed = (unit: string, usage: Usage): boolean =>
  unit === "input_mtok" ||
  unit === "output_mtok" ||
  Object.entries(usage).some(([tokens, count]) => count > 0 && unit === unitOf(tokens));

const unitOf = (tokens: string): string => tokens.replace(/_tokens$/, "_mtok");

function plainText(price: number, times = 1n): string {
  const decimal = parseDecimal(String(price));
  return decimal
    ? decimalText({ ...decimal, units: decimal.units * times })
    : String(price * Number(times));
}
