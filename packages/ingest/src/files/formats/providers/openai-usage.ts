import type { ChargedUnits } from "@ai-cost/db";
import { serviceTierOf } from "@ai-cost/domain";
import type { Fields } from "../fields";
import { aggregatedCall, sumOf } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "openai-usage";

/** The units that the exports of images, speech and transcriptions count instead of tokens. */
const MEDIA_UNITS = [
  { field: "images", unit: "image" },
  { field: "characters", unit: "character" },
  { field: "seconds", unit: "audio_second" },
] as const;

/**
 * The usage of OpenAI's platform, in the form of the dashboard's export or of the API
 * `/organization/usage`. Each record is the sum of the calls in a day or an hour. Older versions have
 * other column names and no columns by kind of token.
 */
export const openAiUsage: FileFormat = {
  name: FORMAT,
  title: "OpenAI usage export",
  isAggregated: true,
  usageFields: [
    "input_tokens",
    "output_tokens",
    "input_cached_tokens",
    "input_uncached_tokens",
    "input_text_tokens",
    "output_text_tokens",
    "input_cached_text_tokens",
    "input_audio_tokens",
    "input_cached_audio_tokens",
    "output_audio_tokens",
    "input_image_tokens",
    "input_cached_image_tokens",
    "output_image_tokens",
    "input_cache_write_tokens",
    "n_context_tokens_total",
    "n_cached_context_tokens_total",
    "n_generated_tokens_total",
    "batch",
    "service_tier",
    "images",
  ],
  recognises: (record) =>
    (record.has("num_model_requests") &&
      (record.has("input_tokens") || MEDIA_UNITS.some(({ field }) => record.has(field)))) ||
    (record.has("n_context_tokens_total") && record.has("n_generated_tokens_total")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const input = record.tokens("input_tokens", "n_context_tokens_total");
  const output = record.tokens("output_tokens", "n_generated_tokens_total") ?? 0n;
  const audioInput = record.tokens("input_audio_tokens");
  const audioOutput = record.tokens("output_audio_tokens");
  const imageInput = record.tokens("input_image_tokens");
  const imageOutput = record.tokens("output_image_tokens");
  const inputTokens = largest(
    input,
    sumOf(record.tokens("input_text_tokens") ?? input, audioInput, imageInput),
  );
  const outputTokens = largest(
    output,
    sumOf(record.tokens("output_text_tokens") ?? output, audioOutput, imageOutput),
  );
  const hasTokens = inputTokens > 0n || outputTokens > 0n;
  const units = mediaUnits(record);
  if (!hasTokens && units === null) return [];
  const end = record.text("end_time_iso", "end_time");
  return [
    aggregatedCall({
      format: FORMAT,
      provider: "openai",
      model: record.text("model", "snapshot_id"),
      agentName: record.text("api_key_name"),
      start: record.time("start_time_iso", "start_time", "aggregation_timestamp", "timestamp"),
      ...(end !== null && { end: record.time("end_time_iso", "end_time") }),
      groups: [
        record.named("project_id"),
        record.named("user_id"),
        record.named("api_key_id"),
        record.named("model", "snapshot_id"),
      ],
      details: [String(isBatch(record)), record.text("service_tier")],
      tokens: hasTokens
        ? {
            inputTokens,
            cacheReadTokens: record.tokens("input_cached_tokens", "n_cached_context_tokens_total"),
            cacheWriteTokens: record.tokens("input_cache_write_tokens"),
            audioInputTokens: audioInput,
            imageInputTokens: imageInput,
            outputTokens,
            audioOutputTokens: audioOutput,
            imageOutputTokens: imageOutput,
          }
        : null,
      units,
      inputTokensPerCall: inputTokens / (record.tokens("num_model_requests", "n_requests") || 1n),
      serviceTier: isBatch(record) ? "batch" : serviceTierOf(record.text("service_tier")),
      costMicroUsd: null,
    }),
  ];
}

function mediaUnits(record: Fields): ChargedUnits | null {
  const counted = MEDIA_UNITS.flatMap(({ field, unit }) => {
    const count = record.tokens(field);
    return count ? [[unit, Number(count)]] : [];
  });
  return counted.length > 0 ? Object.fromEntries(counted) : null;
}

const isBatch = (record: Fields): boolean =>
  record.isTrue("batch") || record.text("request_type", "usage_type") === "batch";

/**
 * The count of all tokens. In some versions of the export it includes only the text tokens. It is then
 * smaller than the sum of the kinds, and the sum is used.
 */
const largest = (total: bigint | null, sum: bigint | null): bigint =>
  (sum ?? 0n) > (total ?? 0n) ? (sum ?? 0n) : (total ?? 0n);
