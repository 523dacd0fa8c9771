import {
  type ModelInfo,
  type ModelPrice,
  type Provider,
  TieredPrices,
} from "@pydantic/genai-prices";

/**
 * One model of a price table, in the form in which the price library accepts it: as a provider that sells
 * only this model.
 */
export interface ListedModel {
  /** The name and the version of the package or list that contains the price. */
  tableVersion: string;
  provider: Provider;
  modelId: string;
  /** The reason why the price may differ from the seller's actual price; absent when it does not differ. */
  note?: string;
}

/** Changes the prices of a model, for every period that the table lists. */
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

/** Multiplies a price by a factor, in every price tier. */
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
