import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import { microUsdFromDollars } from "../fields/micro-usd-from-dollars";
import type { StandardLoggingPayload } from "./standard-logging-payload";

/**
 * The token counts of a call. LiteLLM reports the usage of every provider in one form, in which the input
 * includes cached tokens. Some versions left out a part of the cached tokens, which is detected when there
 * are more cached tokens than input tokens. The output includes reasoning tokens, unless the total shows
 * that it does not.
 */
export function tokensOf(payload: StandardLoggingPayload): TokenCounts {
  const usage = payload.metadata?.usage_object ?? payload.response?.usage;
  const prompt = usage?.prompt_tokens_details;
  const cacheRead = usage?.cache_read_input_tokens ?? prompt?.cached_tokens ?? null;
  const cacheWrite = usage?.cache_creation_input_tokens ?? prompt?.cache_creation_tokens ?? null;
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens ?? null;
  const output = outputOf(payload, reasoning ?? 0);
  return {
    ...NO_TOKENS,
    inputTokens: BigInt(inputOf(payload.prompt_tokens, cacheRead ?? 0, cacheWrite ?? 0)),
    cacheReadTokens: bigIntOrNull(cacheRead),
    cacheWriteTokens: bigIntOrNull(cacheWrite),
    outputTokens: BigInt(output),
    // For some providers LiteLLM estimates the reasoning tokens from the text of the reasoning. Such an
    // estimate can exceed the output and is then dropped.
    reasoningTokens: reasoning !== null && reasoning <= output ? BigInt(reasoning) : null,
  };
}

function inputOf(prompt: number, cacheRead: number, cacheWrite: number): number {
  if (prompt >= cacheRead + cacheWrite) return prompt;
  return prompt >= cacheRead ? prompt + cacheWrite : prompt + cacheRead + cacheWrite;
}

function outputOf(payload: StandardLoggingPayload, reasoning: number): number {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = payload;
  return reasoning > 0 && total === input + output + reasoning ? output + reasoning : output;
}

const bigIntOrNull = (count: number | null): bigint | null =>
  count === null ? null : BigInt(count);

/**
 * The cost that LiteLLM reports, in micro-dollars; null when LiteLLM does not know the cost. LiteLLM then
 * reports 0, and either gives the reason or has no cost in the hidden parameters. A cost of 0 is real for
 * a response from LiteLLM's own cache and for a model that LiteLLM has found to be free.
 */
export function costOf(payload: StandardLoggingPayload): bigint | null {
  const costMicroUsd = microUsdFromDollars(payload.response_cost ?? null);
  if (costMicroUsd !== 0n || payload.cache_hit === true) return costMicroUsd;
  const isFree =
    (payload.response_cost_failure_debug_info ?? null) === null &&
    (payload.hidden_params?.response_cost ?? null) !== null;
  return isFree ? costMicroUsd : null;
}

/** Whether the payload has no tokens and no cost, as for a failed call, a tool call or a health check. */
export const hasNoUsage = (payload: StandardLoggingPayload): boolean =>
  payload.prompt_tokens === 0 && payload.completion_tokens === 0 && !costOf(payload);
