import { LRUCache } from "lru-cache";
import {
  isFineTuned,
  isFree,
  modelNames,
  type Spelling,
  spellings,
  withoutTier,
} from "../names/model-names";
import { makersNames } from "../sellers/maker-of-model";
import { SELLERS } from "../sellers/providers";
import { ranOnOwnMachine, type SellerHints, sellerOf } from "../sellers/seller-of-call";
import { findFineTunedModel } from "./fine-tuned-models";
import { FIRST_TABLE_VERSION, findInFirstTable } from "./first-table";
import { type ListedModel, listedModel } from "./listed-model";
import { findInSecondTable } from "./second-table";

const MAX_NAME_LENGTH = 300;
/** The results are cached, because one search of the tables takes as long as pricing many calls. */
const cache = new LRUCache<string, { found: ListedModel | null }>({ max: 2000 });

/**
 * Finds the entry of the price tables that applies to a call. The entry does not depend on the instant of
 * the call. The entry of the call's seller comes first, then that of the model's maker, which gets a note
 * when another company sold the call. Returns null when no table has a price for the model, or when the
 * name of the model is empty.
 */
export function findListedModel(hints: SellerHints): ListedModel | null {
  const model = hints.model.trim().toLowerCase();
  if (model === "" || model.length > MAX_NAME_LENGTH) return null;
  const key = `${model}\n${hints.provider ?? ""}\n${hints.endpointAddress ?? ""}`;
  const cached = cache.get(key);
  if (cached) return cached.found;
  const found = search({ ...hints, model });
  cache.set(key, { found });
  return found;
}

function search(hints: SellerHints): ListedModel | null {
  if (ranOnOwnMachine(hints)) return null;
  const { model } = hints;
  const seller = sellerOf(hints);
  return (
    (seller === null ? null : firstListed(seller, modelNames(seller, model))) ??
    (isFree(model) ? freeModel(seller ?? "openrouter", model) : null) ??
    makersModel(seller, model) ??
    (seller === null ? onlySellersModel(model) : null) ??
    (isFineTuned(model) ? findFineTunedModel(seller, model) : null)
  );
}

/**
 * Finds the seller's entry for the first name that has one. An entry without a token price counts too,
 * because the price of another company would be wrong.
 */
function firstListed(provider: string, names: readonly Spelling[]): ListedModel | null {
  for (const { model, lacksTier } of names) {
    const found = findInFirstTable(provider, model) ?? findInSecondTable(provider, model);
    if (found) return lacksTier || ignoresTier(model, found) ? noted(found, TIER_NOTE) : found;
  }
  return null;
}

const TIER_NOTE = "tier not priced";

/**
 * Whether the entry is for a model without the suffix of a speed or a batch although the name has one.
 * The first table also finds a model by a name that only begins with its name.
 */
const ignoresTier = (model: string, { modelId }: ListedModel): boolean =>
  withoutTier(model) !== model && withoutTier(modelId) === modelId;

/** Returns the entry for exactly this name if only one company sells a model of this name. */
function onlySellersModel(model: string): ListedModel | null {
  const found = SELLERS.map((seller) => findInFirstTable(seller, model)).filter(
    (listed) => listed?.modelId.toLowerCase() === model,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function makersModel(seller: string | null, reported: string): ListedModel | null {
  for (const { maker, provider, model } of makersNames(reported)) {
    const found = firstListed(provider, spellings(model));
    if (!found) continue;
    const isOwnPrice = provider === (seller ?? maker);
    return isOwnPrice ? found : noted(found, `list price of ${maker}`);
  }
  return null;
}

const noted = (listed: ListedModel, note: string): ListedModel => ({
  ...listed,
  note: listed.note === undefined ? note : `${listed.note}; ${note}`,
});

const freeModel = (provider: string, model: string): ListedModel =>
  listedModel({
    tableVersion: FIRST_TABLE_VERSION,
    provider,
    model,
    prices: { input_mtok: 0, output_mtok: 0 },
  });
