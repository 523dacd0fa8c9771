import type { ModelPrice } from "@pydantic/genai-prices";
import { type ListedModel, multiplied, withPrices } from "./listed-model";

/**
 * Adds prices that providers publish and that the price tables lack for some models. A price from a table
 * is never replaced.
 */
export const withPublishedPrices = (listed: ListedModel): ListedModel =>
  withPrices(listed, (prices) => ({
    ...cacheWrite1hPrice(listed.modelId, prices),
    ...audioPrices(listed.modelId),
    ...webSearchPrice(listed.modelId),
    ...prices,
  }));

/**
 * Returns the price of a write to the one-hour cache of Anthropic's models. It is twice the price of input
 * at every seller: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing
 */
function cacheWrite1hPrice(
  model: string,
  { input_mtok, cache_write_mtok }: ModelPrice,
): ModelPrice {
  const hasCache = /claude-/.test(model) && cache_write_mtok !== undefined;
  return hasCache && input_mtok !== undefined
    ? { cache_write_1h_mtok: multiplied(input_mtok, 2) }
    : {};
}

/** The prices of audio in dollars per million tokens: https://platform.openai.com/docs/pricing, November 2026. */
const AUDIO: readonly [model: RegExp, input: number, output: number][] = [
  [/^gpt-4o-mini-audio-preview/, 10, 20],
  [/^gpt-4o-audio-preview/, 40, 80],
];

function audioPrices(model: string): ModelPrice {
  const [, input, output] = AUDIO.find(([pattern]) => pattern.test(model)) ?? [];
  return input === undefined || output === undefined
    ? {}
    : { input_audio_mtok: input, output_audio_mtok: output };
}

/**
 * Dollars per thousand web searches, the same with every seller of the model:
 *
 * - https://platform.claude.com/docs/en/about-claude/pricing#web-search-tool
 * - https://ai.google.dev/gemini-api/docs/pricing, "Grounding with Google Search": for each prompt up to
 *   Gemini 2.5, then for each search
 */
const WEB_SEARCHES: readonly [model: RegExp, price: number][] = [
  [/claude-/, 10],
  [/(?:^|\/)gemini-(?:1|2)/, 35],
  [/(?:^|\/)gemini-\d/, 14],
];

function webSearchPrice(model: string): ModelPrice {
  const [, price] = WEB_SEARCHES.find(([pattern]) => pattern.test(model)) ?? [];
  return price === undefined ? {} : { web_searches_kcount: price };
}
