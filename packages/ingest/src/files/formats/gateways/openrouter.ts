import type { Fields } from "../fields";
import { aggregatedCall, exportedCall, sumOf } from "../file-call";
import type { FileFormat } from "../file-format";

const PROVIDER = "openrouter";
const MODEL = ["model_permaslug", "model"] as const;

/** The generations that OpenRouter's activity page exports. Each record is a call. */
export const openRouterGenerations: FileFormat = {
  name: "openrouter",
  title: "OpenRouter activity",
  isAggregated: false,
  usageFields: [
    "tokens_prompt",
    "tokens_completion",
    "tokens_reasoning",
    "tokens_cached",
    "cost_cache",
    "cost_web_search",
  ],
  recognises: (record) => record.hasAll("generation_id", "tokens_prompt"),
  openReader: () => readGeneration,
};

function readGeneration(record: Fields) {
  const inputTokens = record.tokens("tokens_prompt") ?? 0n;
  const outputTokens = record.tokens("tokens_completion") ?? 0n;
  const costMicroUsd = costOf(record, "cost_total");
  if (inputTokens === 0n && outputTokens === 0n && !costMicroUsd) return [];
  const id = record.text("generation_id") ?? "";
  const variant = record.text("variant");
  const model = record.text(...MODEL);
  return [
    exportedCall({
      format: "openrouter",
      ownKey: `openrouter/${id}`,
      responseId: id,
      provider: PROVIDER,
      model: variant && variant !== "standard" && model ? `${model}:${variant}` : model,
      occurredAt: record.time("created_at"),
      agentName: record.text("app_name", "api_key_name"),
      tokens: {
        inputTokens,
        cacheReadTokens: atMost(record.tokens("tokens_cached"), inputTokens),
        outputTokens,
        reasoningTokens: atMost(record.tokens("tokens_reasoning"), outputTokens),
      },
      costMicroUsd,
    }),
  ];
}

/** The response of OpenRouter's API `/generation`. It is one call. */
export const openRouterGeneration: FileFormat = {
  name: "openrouter-generation",
  title: "OpenRouter generation",
  isAggregated: false,
  usageFields: null,
  recognises: (record) => record.hasAll("id", "total_cost", "native_tokens_prompt"),
  openReader: () => readSingleGeneration,
};

/**
 * Reads the provider's own token counts, by which OpenRouter charges. OpenRouter's other counts are from a
 * single tokenizer for all models.
 */
function readSingleGeneration(record: Fields) {
  const inputTokens = record.tokens("native_tokens_prompt", "tokens_prompt") ?? 0n;
  const outputTokens = record.tokens("native_tokens_completion", "tokens_completion") ?? 0n;
  const costMicroUsd = sumOf(
    record.dollars("total_cost"),
    record.isTrue("is_byok") ? record.dollars("upstream_inference_cost") : null,
  );
  if (inputTokens === 0n && outputTokens === 0n && !costMicroUsd) return [];
  const id = record.text("id") ?? "";
  return [
    exportedCall({
      format: "openrouter",
      ownKey: `openrouter/${id}`,
      responseId: id,
      provider: PROVIDER,
      model: record.text("model"),
      occurredAt: record.time("created_at"),
      tokens: {
        inputTokens,
        cacheReadTokens: atMost(record.tokens("native_tokens_cached"), inputTokens),
        outputTokens,
        reasoningTokens: atMost(record.tokens("native_tokens_reasoning"), outputTokens),
        imageOutputTokens: atMost(record.tokens("native_tokens_completion_images"), outputTokens),
      },
      costMicroUsd,
    }),
  ];
}

/**
 * The days of OpenRouter's API `/activity`. Each record is the sum of the calls to one model at one
 * provider.
 */
export const openRouterDays: FileFormat = {
  name: "openrouter-activity",
  title: "OpenRouter daily activity",
  isAggregated: true,
  usageFields: ["prompt_tokens", "completion_tokens", "reasoning_tokens", "usage"],
  recognises: (record) =>
    record.hasAll("date", "model", "usage", "prompt_tokens") &&
    (record.has("endpoint_id") ||
      record.has("byok_usage_inference") ||
      record.has("model_permaslug")),
  openReader: () => readDay,
};

function readDay(record: Fields) {
  const inputTokens = record.tokens("prompt_tokens") ?? 0n;
  const outputTokens = record.tokens("completion_tokens") ?? 0n;
  const costMicroUsd = costOf(record, "usage");
  if (inputTokens === 0n && outputTokens === 0n && !costMicroUsd) return [];
  return [
    aggregatedCall({
      format: "openrouter-activity",
      provider: PROVIDER,
      model: record.text("model", "model_permaslug"),
      start: record.time("date"),
      groups: [
        record.named("model", "model_permaslug"),
        record.named("endpoint_id"),
        record.named("provider_name"),
      ],
      tokens: {
        inputTokens,
        outputTokens,
        reasoningTokens: atMost(record.tokens("reasoning_tokens"), outputTokens),
      },
      costMicroUsd,
    }),
  ];
}

/**
 * The sum of OpenRouter's price and the provider's price. The provider charges for a call with the user's
 * own key.
 */
const costOf = (record: Fields, name: string): bigint | null =>
  sumOf(record.dollars(name), record.dollars("byok_usage_inference"));

/**
 * Returns a part of a count; null when the part is larger than the count, because the provider then counts
 * the part separately.
 */
const atMost = (part: bigint | null, count: bigint): bigint | null =>
  part !== null && part <= count ? part : null;
