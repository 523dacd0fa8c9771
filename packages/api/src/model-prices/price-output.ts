import { dollarsFromMicroUsd } from "@ai-cost/domain";
import type { PriceRow } from "./queries/prices";

const dollars = (microUsd: bigint | null) =>
  microUsd === null ? null : dollarsFromMicroUsd(microUsd);

/** The output for a price, in dollars per million tokens. */
export const toPriceOutput = (price: PriceRow) => ({
  model: price.model,
  inputUsdPerMillion: dollarsFromMicroUsd(price.inputMicroUsdPerMillion),
  outputUsdPerMillion: dollarsFromMicroUsd(price.outputMicroUsdPerMillion),
  cacheReadUsdPerMillion: dollars(price.cacheReadMicroUsdPerMillion),
  cacheWriteUsdPerMillion: dollars(price.cacheWriteMicroUsdPerMillion),
  updatedAt: price.updatedAt.toISOString(),
});

/** The price as the audit trail shows it: `llama: $0.2 in, $0.6 out, $0.05 cache read`. */
export function priceText(price: PriceRow): string {
  const { inputUsdPerMillion, outputUsdPerMillion, ...cache } = toPriceOutput(price);
  const parts = [
    [inputUsdPerMillion, "in"],
    [outputUsdPerMillion, "out"],
    [cache.cacheReadUsdPerMillion, "cache read"],
    [cache.cacheWriteUsdPerMillion, "cache write"],
  ].flatMap(([usd, kind]) => (usd === null ? [] : `$${usd} ${kind}`));
  return `${price.model}: ${parts.join(", ")}`;
}

/** Charges that got a price, as the audit trail shows it: `llama: 1,016 past charges, $12.3`. */
export const appliedPriceText = (
  model: string,
  { corrected, amountMicroUsd }: { corrected: number; amountMicroUsd: bigint },
): string =>
  `${model}: ${corrected.toLocaleString("en-US")} past ${corrected === 1 ? "charge" : "charges"}, $${dollarsFromMicroUsd(amountMicroUsd)}`;
