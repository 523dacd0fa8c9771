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

/** How many prices of its own a project can have. */
export const MAX_MODEL_PRICES = 500;

/** All prices are in dollars per million tokens. */
const price = z.object({
  /** The name in the reports. */
  model: z.string(),
  inputUsdPerMillion: dollarsSchema,
  outputUsdPerMillion: dollarsSchema,
  /** Null when cached input costs the same as other input. */
  cacheReadUsdPerMillion: dollarsSchema.nullable(),
  /** Null when input that is written to a cache costs the same as other input. */
  cacheWriteUsdPerMillion: dollarsSchema.nullable(),
  updatedAt: instantSchema,
});

const unpricedModel = z.object({
  /** Null for reports that name no model; no price can be set for those. */
  model: z.string().nullable(),
  /** Unpriced charges of the model. */
  charges: countSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** When the newest of these charges occurred. */
  lastSeenAt: instantSchema,
  /** True when there are so many charges that the counts here are "at least". */
  isAtLeast: z.boolean(),
});

export const modelPriceListOutput = z.object({
  /** By model. A price applies to charges that are recorded after it was set. */
  prices: z.array(price),
  /** Models with unpriced charges, the last seen first; at most 100. */
  unpricedModels: z.array(unpricedModel),
});

const usdPerMillion = microUsdSchema(
  priceMicroUsdFromDollars,
  "must be 0 to 1,000,000 dollars with at most six decimals",
);

export const removeModelPriceInput = projectInput.extend({ model: nameSchema(300) });
export const removeModelPriceOutput = z.object({ model: z.string() });

/** The only check of a new price: from here on it is in micro-dollars per million tokens. */
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
