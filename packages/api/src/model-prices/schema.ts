import { priceMicroUsdFromDollars } from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  nameSchema,
  projectInput,
} from "../field-schemas";

/** How many prices of its own a project may have. */
export const MAX_MODEL_PRICES = 500;
export const PRICE_PROBLEM = "must be 0 to 1,000,000 dollars with at most six decimals";

const price = z.object({
  /** As reports name it. */
  model: z.string(),
  /** Dollars per million tokens, as are the others. */
  inputUsdPerMillion: dollarsSchema,
  outputUsdPerMillion: dollarsSchema,
  /** Null when cached input costs what other input costs. */
  cacheReadUsdPerMillion: dollarsSchema.nullable(),
  /** Null when input written to a cache costs what other input costs. */
  cacheWriteUsdPerMillion: dollarsSchema.nullable(),
  updatedAt: instantSchema,
});

const unpricedModel = z.object({
  /** Null for reports that named no model, which no price can be set for. */
  model: z.string().nullable(),
  /** Charges that have no price yet, and their tokens. */
  charges: countSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Of the newest of these charges. */
  lastSeenAt: instantSchema,
  /** Whether there are so many that the counts here are "at least". */
  isAtLeast: z.boolean(),
});

export const modelPriceListOutput = z.object({
  /** The project's own prices, by model. They hold for what is recorded from then on. */
  prices: z.array(price),
  /** What was reported and waits for a price, the last seen first; of 100 models at most. */
  unpricedModels: z.array(unpricedModel),
});

const usdPerMillion = z
  .number("must be a number of dollars")
  .refine((dollars) => priceMicroUsdFromDollars(dollars) !== null, PRICE_PROBLEM);

export const removeModelPriceInput = projectInput.extend({ model: nameSchema(300) });
export const setModelPriceInput = removeModelPriceInput.extend({
  inputUsdPerMillion: usdPerMillion,
  outputUsdPerMillion: usdPerMillion,
  cacheReadUsdPerMillion: usdPerMillion.optional(),
  cacheWriteUsdPerMillion: usdPerMillion.optional(),
});
export const setModelPriceOutput = price;
export const removeModelPriceOutput = z.object({ model: z.string() });
