import type { ProjectContext } from "../context";
import { tooMany } from "../errors";
import { changeProject } from "../projects/change-project";
import { priceText, toPriceOutput } from "./price-output";
import { countPrices, deletePrice, findPrice, type PriceRow, storePrice } from "./queries/prices";
import { MAX_MODEL_PRICES } from "./schema";

const TOO_MANY_PRICES = `This project already has ${MAX_MODEL_PRICES} prices, which is the maximum. Remove a price that you no longer need, then set the new one.`;

/**
 * Sets a model's price. Setting the same price again changes nothing. Throws CONFLICT when the project
 * already has the maximum number of prices.
 */
export function setPrice(
  context: ProjectContext,
  price: Omit<PriceRow, "projectId" | "updatedBy" | "updatedAt">,
) {
  const { now, project, user } = context;
  const row = { ...price, projectId: project.id, updatedBy: user.id, updatedAt: now };
  return changeProject(context, async ({ tx, audit }) => {
    const previous = await findPrice(tx, project.id, row.model);
    if (previous && priceText(previous) === priceText(row)) return toPriceOutput(previous);
    if (!previous && (await countPrices(tx, project.id)) >= MAX_MODEL_PRICES)
      throw tooMany(TOO_MANY_PRICES);
    await storePrice(tx, row);
    await audit("model-price.set", previous && priceText(previous), priceText(row));
    return toPriceOutput(row);
  });
}

/** Removes the project's own price of a model; does nothing when the project has no price for the model. */
export function removePrice(context: ProjectContext, model: string) {
  const { project } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const price = await findPrice(tx, project.id, model);
    if (!price) return { model };
    await deletePrice(tx, project.id, model);
    await audit("model-price.remove", priceText(price), null);
    return { model };
  });
}
