import { calcPrice, type ModelInfo, type ModelPrice } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { isFineTuned, isFree } from "../names/model-names";
import { type ListedModel, listedModel } from "./listed-model";

const TABLE = "@pydantic/genai-prices";
export const FIRST_TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/**
 * Finds the entry of a seller's model in the first table, with its prices of all times. Returns null when
 * the table does not have the model.
 */
export function findInFirstTable(seller: string, model: string): ListedModel | null {
  const found = calcPrice({}, model, { providerId: seller });
  // The library also accepts a name that only contains the name of a provider. Such a match is ignored.
  if (found?.provider.id !== seller) return null;
  // For some fine-tuned models, the library finds the base model, which costs less.
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

/** The table has no prices for OpenRouter's free models, although their prices are known to be 0. */
const withFreePrices = ({ id }: ModelInfo, price: ModelPrice): ModelPrice =>
  Object.keys(price).length === 0 && isFree(id) ? { input_mtok: 0, output_mtok: 0 } : price;
