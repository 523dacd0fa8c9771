import { microUsdFromFloat } from "@ai-cost/domain";
import { calcPrice, type ModelPrice } from "@pydantic/genai-prices";

/** One model call as prices see it. Cached tokens are part of the input, reasoning of the output. */
export interface PricedCall {
  /** Null when the report named none: the model's own maker is assumed. */
  provider: string | null;
  model: string;
  inputTokens: bigint;
  cacheReadTokens: bigint | null;
  cacheWriteTokens: bigint | null;
  outputTokens: bigint;
  /** Prices change: the one of this instant counts. */
  occurredAt: Date;
}

/**
 * What a call costs in micro-dollars by the table that comes with the price library, rounded once;
 * null when the table has no price for this model. Nothing is fetched.
 */
export function priceOf(call: PricedCall): bigint | null {
  const usage = {
    input_tokens: Number(call.inputTokens),
    cache_read_tokens: Number(call.cacheReadTokens ?? 0n),
    cache_write_tokens: Number(call.cacheWriteTokens ?? 0n),
    output_tokens: Number(call.outputTokens),
  };
  const price = calcPrice(usage, call.model, {
    timestamp: call.occurredAt,
    ...(call.provider === null ? {} : { providerId: call.provider }),
  });
  if (!price || !pricesTokens(price.model_price, call)) return null;
  return microUsdFromFloat(price.total_price);
}

/** A model that is sold by the hour or the image has no price for tokens; the library would say 0. */
const pricesTokens = (price: ModelPrice, { inputTokens, outputTokens }: PricedCall): boolean =>
  (inputTokens === 0n || price.input_mtok !== undefined) &&
  (outputTokens === 0n || price.output_mtok !== undefined);
