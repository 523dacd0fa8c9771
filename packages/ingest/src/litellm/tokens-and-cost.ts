import type { ChargedUnits } from "@ai-cost/db";
import { type KindShare, type ServiceTier, serviceTierOf, type TokenCounts } from "@ai-cost/domain";
import { microUsdFromDollars } from "../fields/micro-usd-from-dollars";
import { CALL_OPERATIONS, FREE_OPERATIONS } from "../otlp/semconv/attribute-names";
import { hidesOutput } from "../otlp/semconv/hidden-output";
import type { StandardLoggingPayload } from "./standard-logging-payload";

/**
 * Returns the token counts of a call. LiteLLM reports the usage of every provider in one form, in which
 * the input includes cached tokens. Some versions did not include all cached tokens. This is detected when
 * there are more cached tokens than input tokens. The output includes reasoning tokens, unless the total
 * shows that it does not.
 */
export function tokensOf(payload: StandardLoggingPayload): TokenCounts {
  const usage = usageOf(payload);
  const prompt = usage?.prompt_tokens_details;
  const completion = usage?.completion_tokens_details;
  const cacheRead = usage?.cache_read_input_tokens ?? prompt?.cached_tokens ?? null;
  const cacheWrite = usage?.cache_creation_input_tokens ?? prompt?.cache_creation_tokens ?? null;
  const writes = usage?.cache_creation ?? prompt?.cache_creation_token_details;
  const reasoning = completion?.reasoning_tokens ?? null;
  const input = inputOf(payload.prompt_tokens, cacheRead ?? 0, cacheWrite ?? 0);
  const output = outputOf(payload, reasoning ?? 0);
  return {
    inputTokens: BigInt(input),
    cacheWrite1hTokens: partOf(cacheWrite ?? 0, writes?.ephemeral_1h_input_tokens),
    audioInputTokens: partOf(input, prompt?.audio_tokens),
    imageInputTokens: partOf(input - (prompt?.audio_tokens ?? 0), prompt?.image_tokens),
    cacheReadTokens: bigIntOrNull(cacheRead),
    cacheWriteTokens: bigIntOrNull(cacheWrite),
    outputTokens: BigInt(output),
    // For some providers LiteLLM estimates the reasoning tokens from the text of the reasoning. If the
    // estimate exceeds the output, it is dropped.
    reasoningTokens: partOf(output, reasoning),
    audioOutputTokens: partOf(output, completion?.audio_tokens),
    imageOutputTokens: partOf(output - (completion?.audio_tokens ?? 0), completion?.image_tokens),
  };
}

const usageOf = ({ metadata, response }: StandardLoggingPayload) =>
  metadata?.usage_object ?? response?.usage;

/** Returns the part if it fits into the count; null when it is absent or larger than the count. */
const partOf = (whole: number, part: number | null | undefined): bigint | null =>
  part !== null && part !== undefined && part <= whole ? BigInt(part) : null;

function inputOf(prompt: number, cacheRead: number, cacheWrite: number): number {
  if (prompt >= cacheRead + cacheWrite) return prompt;
  return prompt >= cacheRead ? prompt + cacheWrite : prompt + cacheRead + cacheWrite;
}

function outputOf(payload: StandardLoggingPayload, reasoning: number): number {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = payload;
  const missing = (total ?? 0) - input - output;
  const isHidden =
    reasoning === 0 && hidesOutput(payload.custom_llm_provider || null, payload.model || null);
  return missing > 0 && (missing === reasoning || isHidden) ? output + missing : output;
}

const bigIntOrNull = (count: number | null): bigint | null =>
  count === null ? null : BigInt(count);

/**
 * Returns the cost that LiteLLM reports, in micro-dollars; null when LiteLLM does not know the cost. In
 * that case LiteLLM reports 0, and either gives the reason or has no cost in the hidden parameters. A cost
 * of 0 is real for a response from LiteLLM's own cache and for a model that LiteLLM knows to be free.
 */
export function costOf(payload: StandardLoggingPayload): bigint | null {
  const costMicroUsd = microUsdFromDollars(payload.response_cost ?? null);
  if (costMicroUsd !== 0n || payload.cache_hit === true) return costMicroUsd;
  const isFree =
    (payload.response_cost_failure_debug_info ?? null) === null &&
    (payload.hidden_params?.response_cost ?? null) !== null;
  return isFree ? costMicroUsd : null;
}

/**
 * Returns the shares into which LiteLLM splits its cost, in billionths of a dollar; null when it does not
 * split it.
 */
export function costSharesOf({ cost_breakdown }: StandardLoggingPayload): KindShare[] | null {
  const shares = [
    { kind: "input", share: nanoUsd(cost_breakdown?.input_cost) },
    { kind: "output", share: nanoUsd(cost_breakdown?.output_cost) },
    { kind: "tool_use", share: nanoUsd(cost_breakdown?.tool_usage_cost) },
  ].filter(({ share }) => share > 0n);
  return shares.length > 0 ? shares : null;
}

const nanoUsd = (dollars: number | null | undefined): bigint =>
  BigInt(Math.round((dollars ?? 0) * 1e9));

/**
 * Returns the tier that served the call, otherwise the tier that the caller requested; null for the
 * standard tier.
 */
export const tierOf = (payload: StandardLoggingPayload): ServiceTier | null =>
  serviceTierOf(
    payload.response?.service_tier ||
      usageOf(payload)?.service_tier ||
      payload.model_parameters?.service_tier ||
      null,
  );

/** Returns the units other than tokens that the provider charged for; null when the payload has none. */
export function unitsOf(payload: StandardLoggingPayload): ChargedUnits | null {
  const usage = usageOf(payload);
  const webSearches =
    usage?.server_tool_use?.web_search_requests ??
    usage?.prompt_tokens_details?.web_search_requests;
  return webSearches ? { web_search: webSearches } : null;
}

/**
 * Whether the payload has no tokens and no cost. Examples are a failed call, a tool call and a stream
 * without usage.
 */
export const hasNoUsage = (payload: StandardLoggingPayload): boolean =>
  payload.prompt_tokens === 0 && payload.completion_tokens === 0 && !costOf(payload);

/** Whether a model answered the call. Such a call may have a cost although the payload has no usage. */
export const isAnsweredCall = ({
  status,
  cache_hit,
  call_type,
  model,
}: StandardLoggingPayload): boolean =>
  status === "success" && cache_hit !== true && !!model && isChargedOperation(call_type || "chat");

const isChargedOperation = (operation: string): boolean =>
  CALL_OPERATIONS.has(operation) && !FREE_OPERATIONS.has(operation);
