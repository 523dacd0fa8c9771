import { modelPriceProcedure, modelPriceQuery, projectQuery } from "../access";
import { router } from "../trpc";
import { removePrice, setPrice } from "./change-price";
import { listModelPrices } from "./list-model-prices";
import { applyToPastCharges, previewPastCharges } from "./past-charges";
import {
  applyToPastChargesInput,
  applyToPastChargesOutput,
  modelPriceListOutput,
  previewPastChargesInput,
  previewPastChargesOutput,
  removeModelPriceInput,
  removeModelPriceOutput,
  setModelPriceInput,
  setModelPriceOutput,
} from "./schema";

/**
 * A project's own prices, in dollars per million tokens. A project's own price takes precedence over the
 * price table. Every procedure answers UNAUTHORIZED without a session, NOT_FOUND when the caller is not a
 * member of the project, and BAD_REQUEST for a malformed input.
 */
export const modelPricesRouter = router({
  /** The project's prices, and the models with unpriced charges. */
  list: projectQuery
    .output(modelPriceListOutput)
    .query(({ ctx }) => listModelPrices(ctx, ctx.project.id)),

  /**
   * Sets a model's price: 0 to 1,000,000 dollars with at most six decimals. The price applies to charges
   * that are recorded after this change. FORBIDDEN for members, CONFLICT when the project already has 500
   * prices.
   */
  set: modelPriceProcedure
    .input(setModelPriceInput)
    .output(setModelPriceOutput)
    .mutation(({ ctx, input: { projectId: _, ...price } }) => setPrice(ctx, price)),

  /**
   * Removes the project's own price of a model; does nothing when the project has no price for the model.
   * FORBIDDEN for members.
   */
  remove: modelPriceProcedure
    .input(removeModelPriceInput)
    .output(removeModelPriceOutput)
    .mutation(({ ctx, input }) => removePrice(ctx, input.model)),

  /**
   * What `applyToPastCharges` would add, in dollars: it reads the newest 10,000 charges of the model that
   * have no price. FORBIDDEN for members.
   */
  previewPastCharges: modelPriceQuery
    .input(previewPastChargesInput)
    .output(previewPastChargesOutput)
    .query(({ ctx, input }) => previewPastCharges(ctx, ctx.project.id, input.model)),

  /**
   * Prices up to a thousand charges of the model that have no price, newest first, each at its own
   * instant, and returns where the next call continues. The charges stay as they are: a correction adds the
   * amount in dollars. A charge is priced once, so a repeated call changes nothing. FORBIDDEN for members.
   */
  applyToPastCharges: modelPriceProcedure
    .input(applyToPastChargesInput)
    .output(applyToPastChargesOutput)
    .mutation(({ ctx, input }) => applyToPastCharges(ctx, input)),
});
