import type { TokenCounts } from "@ai-cost/domain";
import { microUsdFromDollars } from "../fields/micro-usd-from-dollars";
import type { LiteLlmEntry } from "./standard-logging-payload";

/**
 * The tokens of a call. LiteLLM makes one form of every provider's usage, in which the input includes
 * the cache; versions that forgot parts of it are told by a cache that is larger than the input. The
 * output includes the reasoning where the total says so, else what it leaves out is added.
 */
export function tokensOf(entry: LiteLlmEntry): TokenCounts {
  const usage = entry.metadata?.usage_object ?? entry.response?.usage;
  const prompt = usage?.prompt_tokens_details;
  const cacheRead = usage?.cache_read_input_tokens ?? prompt?.cached_tokens ?? null;
  const cacheWrite = usage?.cache_creation_input_tokens ?? prompt?.cache_creation_tokens ?? null;
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens ?? null;
  const output = outputOf(entry, reasoning ?? 0);
  return {
    inputTokens: BigInt(inputOf(entry.prompt_tokens, cacheRead ?? 0, cacheWrite ?? 0)),
    cacheReadTokens: integerOf(cacheRead),
    cacheWriteTokens: integerOf(cacheWrite),
    outputTokens: BigInt(output),
    // For some providers LiteLLM estimates it from the text, and can come to more than the output.
    reasoningTokens: reasoning !== null && reasoning <= output ? BigInt(reasoning) : null,
  };
}

function inputOf(prompt: number, cacheRead: number, cacheWrite: number): number {
  if (prompt >= cacheRead + cacheWrite) return prompt;
  return prompt >= cacheRead ? prompt + cacheWrite : prompt + cacheRead + cacheWrite;
}

function outputOf(entry: LiteLlmEntry, reasoning: number): number {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = entry;
  return reasoning > 0 && total === input + output + reasoning ? output + reasoning : output;
}

const integerOf = (count: number | null): bigint | null => (count === null ? null : BigInt(count));

/**
 * What LiteLLM says that the call cost, in micro-dollars; null when it could not tell. It then writes
 * 0 and elsewhere why, or leaves the cost out of its hidden parameters. What its own cache has
 * answered costs 0.
 */
export function costOf(entry: LiteLlmEntry): bigint | null {
  const amountMicroUsd = microUsdFromDollars(entry.response_cost ?? null);
  if (amountMicroUsd !== 0n || entry.cache_hit === true) return amountMicroUsd;
  const isUnknown =
    (entry.response_cost_failure_debug_info ?? null) !== null ||
    entry.hidden_params?.response_cost === null;
  return isUnknown ? null : amountMicroUsd;
}

/** A call that failed, or was none of a model, such as a tool's or a check of health. */
export const isWithoutUsage = (entry: LiteLlmEntry): boolean =>
  entry.prompt_tokens === 0 && entry.completion_tokens === 0 && !costOf(entry);
