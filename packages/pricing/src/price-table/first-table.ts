import { calcPrice, type ModelInfo, type ModelPrice } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { isFineTuned, isFree } from "../names/model-names";
import { type ListedModel, listedModel } from "./listed-model";

const TABLE = "@pydantic/genai-prices";
export const FIRST_TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/**
 * Finds the entry of a seller's model in the first table, with the prices of all periods. Returns null
 * when the table does not have the model.
 */
export function findInFirstTable(seller: string, model: string): ListedModel | null {
  const found = calcPrice({}, model, { providerId: seller });
  // The library also matches a provider whose name is only a part of the seller's name. Such a match is
  // ignored.
  if (found?.provider.id !== seller) return null;
  // For some fine-tuned models, the library finds the base model, whose price is lower. Such a match is
  // ignored.
  if (isFineTuned(model) && !isFineTuned(found.model.id)) return null;
  const { prices } = found.model;
  return listedModel({
    tableVersion: FIRST_TABLE_VERSION,
    provider: seller,
    model: found.model.id,
    prices: Array.isArray(prices)
      ? prices.map((dated) => ({ ...dated, prices: withFreePrices(found.model, dated.prices) }))
      : withFreePrices(found.model, prices),
  });
}

/** Sets the prices of OpenRouter's free models to 0, because the table has no prices for them. */
const withFreePrices = ({ id }: ModelInfo, price: ModelPrice): ModelPrice =>
  Object.keys(price).length === 0 && isFree(id) ? { input_mtok: 0, output_mtok: 0 } : price;
