import type { TokenCounts } from "../calls/reported-call";
import type { Attributes } from "./attributes";

/** Today's name of each count first, then those of before and of instrumentations that keep their own. */
const NAMES = {
  input: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
  output: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
  cacheRead: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cache_read_tokens",
  ],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_creation_tokens",
  ],
  reasoning: ["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"],
} as const;

/** In dollars: the proposal of the conventions, and what some send already. */
const COSTS = ["gen_ai.usage.cost.amount", "gen_ai.usage.cost", "cost_usd"];

/** Whether the attributes of the GenAI conventions bear the tokens of a call. */
export const bearsGenAiUsage = (attributes: Attributes): boolean =>
  [...NAMES.input, ...NAMES.output].some((name) => attributes.has(name));

/**
 * The tokens of a call. An embedding has no output; a call that failed may have neither. The input
 * includes the cache by the conventions, but where that cannot be, an instrumentation has passed on
 * Anthropic's own count, which leaves it out.
 */
export function genAiTokens(attributes: Attributes): TokenCounts {
  const inputTokens = first(attributes, NAMES.input) ?? 0n;
  const cacheReadTokens = first(attributes, NAMES.cacheRead);
  const cacheWriteTokens = first(attributes, NAMES.cacheWrite);
  const cachedTokens = (cacheReadTokens ?? 0n) + (cacheWriteTokens ?? 0n);
  return {
    inputTokens: cachedTokens > inputTokens ? inputTokens + cachedTokens : inputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: first(attributes, NAMES.output) ?? 0n,
    reasoningTokens: first(attributes, NAMES.reasoning),
  };
}

const first = (attributes: Attributes, names: readonly string[]): bigint | null => {
  const name = names.find((name) => attributes.has(name));
  return name === undefined ? null : attributes.tokens(name);
};

/** Micro-dollars; null when none are said, or another currency. */
export function genAiCost(attributes: Attributes): bigint | null {
  const currency = attributes.text("gen_ai.usage.cost.currency") ?? "USD";
  const name = COSTS.find((name) => attributes.has(name));
  return name === undefined || currency.toUpperCase() !== "USD" ? null : attributes.microUsd(name);
}
