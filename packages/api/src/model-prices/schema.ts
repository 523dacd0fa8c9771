import { priceMicroUsdFromDollars } from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  microUsdSchema,
  nameSchema,
  projectInput,
  recordedNameSchema,
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
  /**
   * Whether the model has a price by now: one of the project's own, or one in the price tables. The price
   * can be applied to these charges.
   */
  hasPrice: z.boolean(),
});

export const modelPriceListOutput = z.object({
  /**
   * The project's own prices, ordered by model. A price applies to charges that are recorded after it was
   * set, and with `applyToPastCharges` also to earlier ones that have no price.
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

/** The most charges that a preview reads. */
export const MAX_PREVIEWED_CHARGES = 10_000;

/** The name of the model as clients report it: another spelling has charges of its own. */
const pastChargesInput = projectInput.extend({
  model: recordedNameSchema(300),
});
export const previewPastChargesInput = pastChargesInput;
export const previewPastChargesOutput = z.object({
  /** The number of charges without a price that would get one. */
  charges: countSchema,
  /** What they would cost together, in dollars. */
  amount: dollarsSchema,
  /** The number of charges that no price is known for. */
  unpriced: countSchema,
  /** What each UTC month would get, newest first. */
  months: z.array(z.object({ month: z.string(), charges: countSchema, amount: dollarsSchema })),
  /** True when the model has more than 10,000 such charges, so that the numbers here are lower bounds. */
  isAtLeast: z.boolean(),
});

export const applyToPastChargesInput = pastChargesInput.extend({
  /** `last` of the previous call; absent in the first one. */
  before: z.uuid("is not a charge id").optional(),
});
export const applyToPastChargesOutput = z.object({
  /** The number of charges that this call has priced, and what they cost together in dollars. */
  charges: countSchema,
  amount: dollarsSchema,
  /** The number of charges that no price is known for. */
  unpriced: countSchema,
  /** The number of charges that were refused their price, and the reason for the first one. */
  refused: countSchema,
  refusal: z.string().nullable(),
  /** The last charge of this call, after which the next call continues; null when nothing is left. */
  last: z.string().nullable(),
});
