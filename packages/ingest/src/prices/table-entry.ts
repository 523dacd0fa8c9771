import { calcPrice, type ModelInfo, type ModelPrice, type Provider } from "@pydantic/genai-prices";
import { modelNames } from "./model-names";
import { Remembered } from "./remembered";

/** One model of the price table as the library takes it: a provider that sells nothing else. */
export interface TableEntry {
  provider: Provider;
  modelId: string;
}

/** What the calls that come in can be sold by; hours, images and searches are not reported. */
const UNITS = [
  "input_mtok",
  "cache_read_mtok",
  "cache_write_mtok",
  "output_mtok",
  "output_reasoning_mtok",
  "requests_kcount",
];

const MAX_REMEMBERED = 2000;
const MAX_NAME_LENGTH = 300;
const entries = new Remembered<TableEntry | null>(MAX_REMEMBERED);

/**
 * The price table's entry for a model of a provider, of whatever date; null when it has none. The
 * table is searched once for each name: a search takes as long as several prices.
 */
export function tableEntry(provider: string | null, reportedModel: string): TableEntry | null {
  const model = reportedModel.trim().toLowerCase();
  if (model === "" || model.length > MAX_NAME_LENGTH) return null;
  return entries.get(JSON.stringify([provider, model]), () => search(provider, model));
}

function search(provider: string | null, model: string): TableEntry | null {
  for (const name of modelNames(provider, model)) {
    const found = calcPrice(
      {},
      name.model,
      name.provider === null ? {} : { providerId: name.provider },
    );
    // The library takes a name that contains a provider's for that provider's: a guess.
    if (!found || (name.provider !== null && found.provider.id !== name.provider)) continue;
    return entryOf(found);
  }
  return null;
}

function entryOf({ provider, model }: { provider: Provider; model: ModelInfo }): TableEntry {
  const prices = Array.isArray(model.prices)
    ? model.prices.map((dated) => ({ ...dated, prices: soldByTokens(model, dated.prices) }))
    : soldByTokens(model, model.prices);
  const alone = { id: model.id, match: { equals: model.id }, prices };
  return {
    modelId: model.id,
    provider: { id: provider.id, name: provider.name, api_pattern: "", models: [alone] },
  };
}

/** The prices that can apply; fewer of them are also computed faster. */
function soldByTokens({ id }: ModelInfo, price: ModelPrice): ModelPrice {
  const units = Object.entries(price).filter(([unit]) => UNITS.includes(unit));
  // OpenRouter's name for what costs nothing; the table leaves its prices out, as where none is known.
  if (units.length === 0 && id.endsWith(":free")) return { input_mtok: 0, output_mtok: 0 };
  return Object.fromEntries(units);
}
