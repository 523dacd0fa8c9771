import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import { LANGFUSE_USAGE, MODEL } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstText } from "./first-value";
import { hidesOutput } from "./hidden-output";
import { JsonAttribute } from "./json-attribute";

/**
 * The names of each count: first the names that Langfuse's own wrappers use, then names that programs copy
 * from a provider's response.
 */
const NAMES = {
  input: ["input", "input_tokens", "prompt_tokens", "promptTokens"],
  output: ["output", "output_tokens", "completion_tokens", "completionTokens"],
  total: ["total", "total_tokens", "totalTokens"],
  cacheRead: [
    "input_cached_tokens",
    "input_cache_read",
    "cache_read_input_tokens",
    "cached_content_token_count",
  ],
  cacheWrite: ["input_cache_creation", "cache_creation_input_tokens"],
  cacheWrite1h: ["input_cache_creation_1h"],
  audioInput: ["input_audio_tokens", "input_audio"],
  reasoning: ["output_reasoning_tokens", "output_reasoning", "thoughts_token_count"],
  audioOutput: ["output_audio_tokens", "output_audio"],
} as const;

const INPUT_PART = /^(?:input_(?!tokens$)|cache_)/;
const OUTPUT_PART = /^(?:output_(?!tokens$)|thoughts_)/;

/**
 * Returns the token counts in Langfuse's usage details; null when there are none. Langfuse's `input` and
 * `output` exclude their parts, such as cached tokens, unless the total shows that they include them.
 */
export function langfuseUsage(attributes: Attributes): TokenCounts | null {
  const counts = new JsonAttribute(attributes, LANGFUSE_USAGE).counts();
  const count = (kind: keyof typeof NAMES): bigint | null =>
    NAMES[kind].map((name) => counts.get(name)).find((count) => count !== undefined) ?? null;
  const [input, output] = [count("input"), count("output")];
  if (input === null && output === null) return null;
  const excludesParts = count("total") !== (input ?? 0n) + (output ?? 0n);
  const partsOf = (pattern: RegExp): bigint =>
    excludesParts ? sumOf([...counts].filter(([name]) => pattern.test(name))) : 0n;
  const inputTokens = (input ?? 0n) + partsOf(INPUT_PART);
  const knownOutput = (output ?? 0n) + partsOf(OUTPUT_PART);
  const hidden = hiddenOutput(attributes, count("total"), inputTokens + knownOutput);
  return {
    ...NO_TOKENS,
    inputTokens,
    cacheReadTokens: count("cacheRead"),
    cacheWriteTokens: sumOfKnown(count("cacheWrite"), count("cacheWrite1h")),
    cacheWrite1hTokens: count("cacheWrite1h"),
    audioInputTokens: count("audioInput"),
    outputTokens: knownOutput + hidden,
    reasoningTokens: count("reasoning") ?? (hidden > 0n ? hidden : null),
    audioOutputTokens: count("audioOutput"),
  };
}

/** Returns the output tokens that only the total includes, for models that count reasoning separately. */
function hiddenOutput(attributes: Attributes, total: bigint | null, known: bigint): bigint {
  const isHidden =
    total !== null && total > known && hidesOutput(null, firstText(attributes, MODEL));
  return isHidden ? total - known : 0n;
}

const sumOf = (counts: readonly [string, bigint][]): bigint =>
  counts.reduce((sum, [, count]) => sum + count, 0n);

const sumOfKnown = (first: bigint | null, second: bigint | null): bigint | null =>
  first === null ? second : first + (second ?? 0n);
