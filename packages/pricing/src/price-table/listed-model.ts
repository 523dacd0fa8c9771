import { calcPrice, type ModelInfo, type ModelPrice, type Provider } from "@pydantic/genai-prices";
import { LRUCache } from "lru-cache";
import { modelNames } from "../model-names";

/** One model of the price table, in the form that the library takes: a provider that sells only this model. */
export interface ListedModel {
  provider: Provider;
  modelId: string;
}

/** The units of the table that reported calls can be priced by. Hours, images and searches are not reported. */
const UNITS = [
  "input_mtok",
  "cache_read_mtok",
  "cache_write_mtok",
  "output_mtok",
  "output_reasoning_mtok",
  "requests_kcount",
];

const MAX_NAME_LENGTH = 300;
/** A search of the table takes as long as pricing several calls. */
const cache = new LRUCache<string, { found: ListedModel | null }>({ max: 2000 });

/**
 * Finds a provider's model in the price table, whatever the instant; null when the table does not have
 * it. Without a provider, the model's name alone decides.
 */
export function findListedModel(
  provider: string | null,
  reportedModel: string,
): ListedModel | null {
  const model = reportedModel.trim().toLowerCase();
  if (model === "" || model.length > MAX_NAME_LENGTH) return null;
  const key = JSON.stringify([provider, model]);
  const cached = cache.get(key);
  if (cached) return cached.found;
  const found = search(provider, model);
  cache.set(key, { found });
  return found;
}

function search(provider: string | null, model: string): ListedModel | null {
  for (const name of modelNames(provider, model)) {
    const found = calcPrice(
      {},
      name.model,
      name.provider === null ? {} : { providerId: name.provider },
    );
    // The library guesses a provider when its name is part of the given one: such a match is ignored.
    if (!found || (name.provider !== null && found.provider.id !== name.provider)) continue;
    return listedModel(found);
  }
  return null;
}

function listedModel({ provider, model }: { provider: Provider; model: ModelInfo }): ListedModel {
  const prices = Array.isArray(model.prices)
    ? model.prices.map((dated) => ({ ...dated, prices: reportablePrices(model, dated.prices) }))
    : reportablePrices(model, model.prices);
  const alone = { id: model.id, match: { equals: model.id }, prices };
  return {
    modelId: model.id,
    provider: { id: provider.id, name: provider.name, api_pattern: "", models: [alone] },
  };
}

/** The prices that can apply to a reported call. Fewer prices also make each computation faster. */
function reportablePrices({ id }: ModelInfo, price: ModelPrice): ModelPrice {
  const units = Object.entries(price).filter(([unit]) => UNITS.includes(unit));
  // OpenRouter's suffix for models that cost nothing. The table gives them no prices, as if none were known.
  if (units.length === 0 && id.endsWith(":free")) return { input_mtok: 0, output_mtok: 0 };
  return Object.fromEntries(units);
}
