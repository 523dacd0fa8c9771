import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { StoredPrice } from "./queries/prices";

const dollars = (microUsd: bigint | null) =>
  microUsd === null ? null : dollarsFromMicroUsd(microUsd);

/** A price as it is answered: dollars per million tokens. */
export const priceAnswer = (price: StoredPrice) => ({
  model: price.model,
  inputUsdPerMillion: dollarsFromMicroUsd(price.inputMicroUsdPerMillion),
  outputUsdPerMillion: dollarsFromMicroUsd(price.outputMicroUsdPerMillion),
  cacheReadUsdPerMillion: dollars(price.cacheReadMicroUsdPerMillion),
  cacheWriteUsdPerMillion: dollars(price.cacheWriteMicroUsdPerMillion),
  updatedAt: price.updatedAt.toISOString(),
});

/** The price in words, for the record of changes: `llama: $0.2 in, $0.6 out, $0.05 cache read`. */
export function priceWords(price: StoredPrice): string {
  const { inputUsdPerMillion, outputUsdPerMillion, ...cache } = priceAnswer(price);
  const sides = [
    [inputUsdPerMillion, "in"],
    [outputUsdPerMillion, "out"],
    [cache.cacheReadUsdPerMillion, "cache read"],
    [cache.cacheWriteUsdPerMillion, "cache write"],
  ].flatMap(([usd, side]) => (usd === null ? [] : `$${usd} ${side}`));
  return `${price.model}: ${sides.join(", ")}`;
}
