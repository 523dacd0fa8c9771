import { type ListedModel, listedModel } from "./listed-model";

/**
 * Dollars per million input tokens of embedding models that neither price table has. The first table takes
 * the second version of Titan for the first one, which costs five times as much.
 */
const EMBEDDINGS: readonly [seller: string, model: RegExp, input: number][] = [
  // https://aws.amazon.com/bedrock/pricing, November 2026
  ["aws", /(?:^|\.)titan-embed-text-v2(?::0)?$/, 0.02],
];

const TABLE_VERSION = "published prices, November 2026";

/** Returns the published price of a model that the price tables lack; null when none is listed here. */
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
