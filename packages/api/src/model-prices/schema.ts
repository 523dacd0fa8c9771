import { priceMicroUsdFromDollars } from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  microUsdSchema,
  nameSchema,
  projectInput,
} from "../field-schemas";

/** The maximum number of a project's own prices. */
export const MAX_MODEL_PRICES = 500;

/** All prices are in dollars per million tokens. */
const price = z.object({
  /** The name of the model as clients report it. */
  model: z.string(),
  inputUsdPerMillion: dollarsSchema,
  outputUsdPerMillion: dollarsSchema,
  /** The price of cached input; null when cached input costs the same as other input. */
  cacheReadUsdPerMillion: dollarsSchema.nullable(),
  /** The price of input that is written to a cache; null when it costs the same as other input. */
  cacheWriteUsdPerMillion: dollarsSchema.nullable(),
  updatedAt: instantSchema,
});

const unpricedModel = z.object({
  /**
   * The name of the model as clients report it; null for charges whose reports named no model, which
   * cannot get a price.
   */
  model: z.string().nullable(),
  /** The number of the model's unpriced charges. */
  charges: countSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The time of the newest of these charges. */
  lastSeenAt: instantSchema,
  /** True when the model has more charges than were read, so that the counts here are lower bounds. */
  isAtLeast: z.boolean(),
});

export const modelPriceListOutput = z.object({
  /**
   * The project's own prices, ordered by model. A price applies to charges that are recorded after it was
   * set.
   */
  prices: z.array(price),
  /** At most 100 models with unpriced charges, the most recently seen first. */
  unpricedModels: z.array(unpricedModel),
});

const usdPerMillion = microUsdSchema(
  priceMicroUsdFromDollars,
  "must be 0 to 1,000,000 dollars with at most six decimals",
);

export const removeModelPriceInput = projectInput.extend({ model: nameSchema(300) });
export const removeModelPriceOutput = z.object({ model: z.string() });

/**
 * Validates a new price and converts it to micro-dollars per million tokens. No later code validates the
 * price again.
 */
export const setModelPriceInput = removeModelPriceInput
  .extend({
    inputUsdPerMillion: usdPerMillion,
    outputUsdPerMillion: usdPerMillion,
    cacheReadUsdPerMillion: usdPerMillion.optional(),
    cacheWriteUsdPerMillion: usdPerMillion.optional(),
  })
  .transform(({ projectId, model, ...price }) => ({
    projectId,
    model,
    inputMicroUsdPerMillion: price.inputUsdPerMillion,
    outputMicroUsdPerMillion: price.outputUsdPerMillion,
    cacheReadMicroUsdPerMillion: price.cacheReadUsdPerMillion ?? null,
    cacheWriteMicroUsdPerMillion: price.cacheWriteUsdPerMillion ?? null,
  }));
export const setModelPriceOutput = price;
