import { modelPriceProcedure, projectQuery } from "../procedures";
import { router } from "../trpc";
import { removePrice, setPrice } from "./change-price";
import { modelPriceList } from "./list-model-prices";
import {
  modelPriceListOutput,
  removeModelPriceInput,
  removeModelPriceOutput,
  setModelPriceInput,
  setModelPriceOutput,
} from "./schema";

/**
 * A project's own prices, in dollars per million tokens; they go before the price table's. Every
 * procedure answers UNAUTHORIZED without a session, NOT_FOUND for a project that is not the caller's
 * and BAD_REQUEST for a malformed input.
 */
export const modelPricesRouter = router({
  /** The project's prices, and the models whose charges wait for one. */
  list: projectQuery
    .output(modelPriceListOutput)
    .query(({ ctx }) => modelPriceList(ctx, ctx.project.id)),

  /**
   * Sets a model's price, for what is recorded from then on: 0 to 1,000,000 dollars with at most six
   * decimals. FORBIDDEN for members, CONFLICT when the project has 500.
   */
  set: modelPriceProcedure
    .input(setModelPriceInput)
    .output(setModelPriceOutput)
    .mutation(({ ctx, input }) => setPrice(ctx, input)),

  /** Takes a model's own price away; without one it changes nothing. FORBIDDEN for members. */
  remove: modelPriceProcedure
    .input(removeModelPriceInput)
    .output(removeModelPriceOutput)
    .mutation(({ ctx, input }) => removePrice(ctx, input.model)),
});
