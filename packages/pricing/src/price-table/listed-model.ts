import type { ModelInfo, Provider } from "@pydantic/genai-prices";

/** One model of a price table, in the form that the price library takes: a provider that sells only this model. */
export interface ListedModel {
  /** The table's package or list, with its version. */
  tableVersion: string;
  provider: Provider;
  modelId: string;
  /** Why the price is not the seller's own for such a call; absent when it is. */
  note?: string;
}

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
