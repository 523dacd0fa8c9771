import { LRUCache } from "lru-cache";
import { canonicalModel } from "../names/canonical-model";
import {
  idOfName,
  isFineTuned,
  isFree,
  modelNames,
  type PriceTier,
  spellings,
  tierOfName,
  withoutTier,
} from "../names/model-names";
import { makersNames } from "../sellers/maker-of-model";
import { SELLERS } from "../sellers/providers";
import { ranOnOwnMachine, type SellerHints, sellerOf } from "../sellers/seller-of-call";
import { findFineTunedModel } from "./fine-tuned-models";
import { FIRST_TABLE_VERSION, findInFirstTable } from "./first-table";
import { inGeo } from "./inference-geo";
import { type ListedModel, listedModel, withNote } from "./listed-model";
import { findPublishedModel } from "./published-models";
import { withPublishedPrices } from "./published-prices";
import { findInSecondTable } from "./second-table";
import { inTier } from "./tier-factors";

const MAX_NAME_LENGTH = 300;
/** The results are cached, because one search of the tables takes as long as pricing many calls. */
const cache = new LRUCache<string, { found: ListedModel | null }>({ max: 2000 });

/**
 * Finds the entry of the price tables that applies to a call. The entry does not depend on the instant of
 * the call. The entry of the call's seller has priority. Otherwise it is the entry of the model's maker,
 * with a note when another company sold the call. Returns null when no table has a price for the model, or
 * when the model's name is empty. The prices are those of the call's service tier: the seller's own entry
 * for the tier, otherwise the standard prices times the factor that the seller publishes.
 */
export function findListedModel(
  hints: SellerHints & {
    serviceTier?: PriceTier | null | undefined;
    inferenceGeo?: string | null | undefined;
  },
): ListedModel | null {
  const model = idOfName(hints.model);
  if (model === "" || model.length > MAX_NAME_LENGTH) return null;
  const tier = hints.serviceTier ?? tierOfName(model);
  const { inferenceGeo } = hints;
  const key = [model, hints.provider, hints.endpointAddress, tier, inferenceGeo].join("\n");
  const cached = cache.get(key);
  if (cached) return cached.found;
  const ofTier = searchTier({ ...hints, model }, tier);
  const found = ofTier && inGeo(ofTier, inferenceGeo);
  cache.set(key, { found });
  return found;
}

function searchTier(hints: SellerHints, tier: PriceTier | null): ListedModel | null {
  const found = (tier && searchEntryOfTier(hints, tier)) ?? search(hints);
  if (!found) return null;
  const published = withPublishedPrices(found);
  const isOfTier = withoutTier(found.modelId.toLowerCase()) !== found.modelId.toLowerCase();
  return tier === null || isOfTier ? published : inTier(published, tier);
}

/** Finds an entry of the tables that is only for a tier of the model, such as `openai/gpt-6-sol:batch`. */
function searchEntryOfTier(hints: SellerHints, tier: PriceTier): ListedModel | null {
  const seller = sellerOf(hints);
  if (seller === null || ranOnOwnMachine(hints)) return null;
  const found = modelNames(seller, withoutTier(hints.model))
    .flatMap((name) => [`${name}:${tier}`, `${name}-${tier}`])
    .flatMap((name) => [findInFirstTable(seller, name), findInSecondTable(seller, name)]);
  // The first table also finds a longer name by its beginning, so the tier may be missing in the name that
  // was found.
  return found.find((listed) => listed?.modelId.toLowerCase().endsWith(tier)) ?? null;
}

function search(hints: SellerHints): ListedModel | null {
  if (ranOnOwnMachine(hints)) return null;
  const { model } = hints;
  const seller = sellerOf(hints);
  return (
    findPublishedModel(seller, model) ??
    (seller === null ? null : firstListed(seller, modelNames(seller, model))) ??
    (isFree(model) ? freeModel(seller ?? "openrouter", model) : null) ??
    makersModel(seller, model) ??
    (seller === null ? onlySellersModel(model) : null) ??
    (isFineTuned(model) ? findFineTunedModel(seller, model) : null)
  );
}

/**
 * Finds the seller's entry for the first name that has one. An entry without a price for tokens is
 * accepted too, because another company's price would be wrong.
 */
function firstListed(provider: string, names: readonly string[]): ListedModel | null {
  for (const model of names) {
    const found = findInFirstTable(provider, model) ?? findInSecondTable(provider, model);
    if (found) return found;
  }
  return null;
}

/** Returns the entry for exactly this name if only one company sells a model of this name. */
function onlySellersModel(model: string): ListedModel | null {
  const found = SELLERS.map((seller) => findInFirstTable(seller, model)).filter(
    (listed) => listed?.modelId.toLowerCase() === model,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function makersModel(seller: string | null, reported: string): ListedModel | null {
  for (const { maker, provider, model } of makersNames(reported)) {
    // Other companies spell the names of Claude models differently from Anthropic: `claude-4.5-sonnet`.
    const own = provider === maker && !isFineTuned(model) ? [canonicalModel(model)] : [];
    const found = firstListed(provider, [...spellings(model), ...own]);
    if (!found) continue;
    const isOwnPrice = provider === (seller ?? maker);
    return isOwnPrice ? found : withNote(found, `list price of ${maker}`);
  }
  return null;
}

const freeModel = (provider: string, model: string): ListedModel =>
  listedModel({
    tableVersion: FIRST_TABLE_VERSION,
    provider,
    model,
    prices: { input_mtok: 0, output_mtok: 0 },
  });
