import { type ListedModel, listedModel } from "./listed-model";

/**
 * The prices in dollars per million input tokens of embedding models that neither price table has. Without
 * this list, the first table would match the second version of Titan to the first one, which costs five
 * times as much.
 */
const EMBEDDINGS: readonly [seller: string, model: RegExp, input: number][] = [
  // Published at https://aws.amazon.com/bedrock/pricing, November 2026.
  ["aws", /(?:^|\.)titan-embed-text-v2(?::0)?$/, 0.02],
];

const TABLE_VERSION = "published prices, November 2026";

/** Returns the price of a model from the list above; null when the list does not have the model. */
export function findPublishedModel(seller: string | null, model: string): ListedModel | null {
  const found = EMBEDDINGS.find(
    ([of, pattern]) => (seller === null || seller === of) && pattern.test(model),
  );
  if (!found) return null;
  const [provider, , input] = found;
  return listedModel({
    tableVersion: TABLE_VERSION,
    provider,
    model,
    prices: { input_mtok: input },
  });
}
