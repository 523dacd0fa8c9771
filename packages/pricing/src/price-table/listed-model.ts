import {
  type ModelInfo,
  type ModelPrice,
  type Provider,
  TieredPrices,
} from "@pydantic/genai-prices";

/** One model of a price table. The price library takes it as a provider that sells only this model. */
export interface ListedModel {
  /** The name and the version of the package or list that contains the price. */
  tableVersion: string;
  provider: Provider;
  modelId: string;
  /** Why the price may differ from what the seller charges for the call; absent when it does not. */
  note?: string;
}

/** Changes the prices of a model, those of every time. */
export function withPrices(
  listed: ListedModel,
  change: (prices: ModelPrice) => ModelPrice,
): ListedModel {
  const [model] = listed.provider.models;
  if (!model) return listed;
  const { prices } = model;
  const changed = Array.isArray(prices)
    ? prices.map((dated) => ({ ...dated, prices: change(dated.prices) }))
    : change(prices);
  return { ...listed, provider: { ...listed.provider, models: [{ ...model, prices: changed }] } };
}

/** A price of which every tier is multiplied. */
export const multiplied = (price: number | TieredPrices, factor: number): number | TieredPrices =>
  typeof price === "number"
    ? price * factor
    : new TieredPrices({
        base: price.base * factor,
        tiers: price.tiers.map((tier) => ({ ...tier, price: tier.price * factor })),
      });

export const withNote = (listed: ListedModel, note: string): ListedModel => ({
  ...listed,
  note: listed.note === undefined ? note : `${listed.note}; ${note}`,
});

export const listedModel = ({
  tableVersion,
  provider,
  model,
  prices,
}: {
  tableVersion: string;
  provider: string;
  model: string;
  prices: ModelInfo["prices"];
}): ListedModel => ({
  tableVersion,
  modelId: model,
  provider: {
    id: provider,
    name: provider,
    api_pattern: "",
    models: [{ id: model, match: { equals: model }, prices }],
  },
});
