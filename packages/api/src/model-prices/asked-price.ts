import { priceMicroUsdFromDollars } from "@ai-cost/domain";
import { invalidField } from "../errors";
import { PRICE_PROBLEM } from "./schema";

/** A model's price as a person types it: dollars per million tokens. */
export interface AskedPrice {
  model: string;
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
  cacheReadUsdPerMillion?: number | undefined;
  cacheWriteUsdPerMillion?: number | undefined;
}

/** The same in micro-dollars per million; null for a side that was not given. BAD_REQUEST for what is no price. */
export const askedPrice = (asked: AskedPrice) => ({
  model: asked.model,
  inputMicroUsdPerMillion: microUsd("inputUsdPerMillion", asked.inputUsdPerMillion),
  outputMicroUsdPerMillion: microUsd("outputUsdPerMillion", asked.outputUsdPerMillion),
  cacheReadMicroUsdPerMillion: ifGiven("cacheReadUsdPerMillion", asked.cacheReadUsdPerMillion),
  cacheWriteMicroUsdPerMillion: ifGiven("cacheWriteUsdPerMillion", asked.cacheWriteUsdPerMillion),
});

function microUsd(field: keyof AskedPrice, dollars: number): bigint {
  const price = priceMicroUsdFromDollars(dollars);
  if (price === null) throw invalidField(field, PRICE_PROBLEM);
  return price;
}

const ifGiven = (field: keyof AskedPrice, dollars: number | undefined): bigint | null =>
  dollars === undefined ? null : microUsd(field, dollars);
