import { calcPrice, type ModelInfo, type ModelPrice } from "@pydantic/genai-prices";
import manifest from "../../package.json";
import { isFineTuned, isFree } from "../names/model-names";
import { type ListedModel, listedModel } from "./listed-model";

const TABLE = "@pydantic/genai-prices";
export const FIRST_TABLE_VERSION = `${TABLE} ${manifest.dependencies[TABLE]}`;

/** The units of the table that reported calls can be priced by. Hours, images and searches are not reported. */
const UNITS = [
  "input_mtok",
  "cache_read_mtok",
  "cache_write_mtok",
  "output_mtok",
  "output_reasoning_mtok",
  "requests_kcount",
];

/** Finds a seller's model in the first table, whatever the instant; null when the table does not have it. */
export function findInFirstTable(seller: string, model: string): ListedModel | null {
  const found = calcPrice({}, model, { providerId: seller });
  // The library guesses a provider when its name is part of the given one: such a match is ignored.
  if (found?.provider.id !== seller) return null;
  // It also takes some fine-tuned models for their base model, which costs less.
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

/** The prices that can apply to a reported call. Fewer prices also make each computation faster. */
function reportablePrices({ id }: ModelInfo, price: ModelPrice): ModelPrice {
  const units = Object.entries(price).filter(([unit]) => UNITS.includes(unit));
  // The table gives OpenRouter's free models no prices, as if none were known.
  if (units.length === 0 && isFree(id)) return { input_mtok: 0, output_mtok: 0 };
  return Object.fromEntries(units);
}
