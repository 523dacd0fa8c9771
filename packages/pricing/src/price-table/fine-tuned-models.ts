import { type ListedModel, listedModel } from "./listed-model";

/**
 * The prices in dollars per million tokens that OpenAI charges for fine-tuned models, when the price
 * tables lack them: https://platform.openai.com/docs/pricing, "Fine-tuning", November 2026. A longer name
 * precedes a shorter one, because the first match applies.
 */
const PRICES: readonly [base: RegExp, input: number, cached: number | null, output: number][] = [
  [/^gpt-4\.1-mini(?:-|$)/, 0.8, 0.2, 3.2],
  [/^gpt-4\.1-nano(?:-|$)/, 0.2, 0.05, 0.8],
  [/^gpt-4\.1(?:-20\d\d|$)/, 3, 0.75, 12],
  [/^gpt-4o-mini(?:-20\d\d|$)/, 0.3, 0.15, 1.2],
  [/^gpt-4o(?:-20\d\d|$)/, 3.75, 1.875, 15],
  [/^o4-mini(?:-|$)/, 4, 1, 16],
  [/^gpt-4(?:-0613|$)/, 30, null, 60],
  [/^gpt-3\.5-turbo(?:-|$)/, 3, null, 6],
  [/^davinci-002$/, 12, null, 12],
  [/^babbage-002$/, 1.6, null, 1.6],
];

const TABLE_VERSION = "OpenAI's prices of fine-tuned models, November 2026";

/**
 * Returns the price of a fine-tuned model such as `ft:gpt-4.1-mini-2025-04-14:acme::b1`; null when its
 * base model is not in the list above.
 */
export function findFineTunedModel(seller: string | null, model: string): ListedModel | null {
  const [, base = ""] = /(?:^|\/)ft:([^:]+)/.exec(model) ?? [];
  if (seller !== null && seller !== "openai") return null;
  const found = PRICES.find(([pattern]) => pattern.test(base));
  if (!found) return null;
  const [, input, cached, output] = found;
  return listedModel({
    tableVersion: TABLE_VERSION,
    provider: "openai",
    model: `ft:${base}`,
    prices: {
      input_mtok: input,
      ...(cached !== null && { cache_read_mtok: cached }),
      output_mtok: output,
    },
  });
}
