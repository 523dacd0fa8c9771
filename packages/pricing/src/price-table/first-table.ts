import { calcPrice, type ModelInfo, type ModelPrice } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { isFineTuned, isFree } from "../names/model-names";
import { type ListedModel, listedModel } from "./listed-model";

const TABLE = "@pydantic/genai-prices";
export const FIRST_TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/** The units of the table for which reports have counts. Reports have no hours, images or searches. */
const UNITS = [
  "input_mtok",
  "cache_read_mtok",
  "cache_write_mtok",
  "output_mtok",
  "output_reasoning_mtok",
  "requests_kcount",
];

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
      ? prices.map((dated) => ({ ...dated, prices: reportablePrices(found.model, dated.prices) }))
      : reportablePrices(found.model, prices),
  });
}

/**
 * Returns the prices for the counts that a report can have. The computation is also faster with fewer
 * prices.
 */
function reportablePrices({ id }: ModelInfo, price: ModelPrice): ModelPrice {
  const units = Object.entries(price).filter(([unit]) => UNITS.includes(unit));
  // The table has no prices for OpenRouter's free models, although their prices are known to be 0.
  if (units.length === 0 && isFree(id)) return { input_mtok: 0, output_mtok: 0 };
  return Object.fromEntries(units);
}
