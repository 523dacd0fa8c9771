import type { ModelInfo, Provider } from "@pydantic/genai-prices";

/** One model of a price table. The price library takes it as a provider that sells only this model. */
export interface ListedModel {
  /** The name and the version of the package or list that contains the price. */
  tableVersion: string;
  provider: Provider;
  modelId: string;
  /** Why the price may differ from what the seller charges for the call; absent when it does not. */
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
