import { serviceTierOf } from "@ai-cost/domain";
import type { Fields } from "../fields";
import { aggregatedCall, sumOf, webSearches } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "anthropic-usage";
const INPUT = ["usage_input_tokens_no_cache", "uncached_input_tokens"] as const;
const CACHE_READ = ["usage_input_tokens_cache_read", "cache_read_input_tokens"] as const;

/**
 * The usage of Anthropic's Console, in the form of its export or of the API
 * `/organizations/usage_report/messages`. Each record is the sum of the calls in a day, an hour or a
 * minute. The input tokens do not include the cached tokens.
 */
export const anthropicUsage: FileFormat = {
  name: FORMAT,
  title: "Anthropic usage export",
  isAggregated: true,
  usageFields: [
    ...INPUT,
    ...CACHE_READ,
    "usage_input_tokens_cache_write",
    "usage_input_tokens_cache_write_5m",
    "usage_input_tokens_cache_write_1h",
    "cache_creation",
    "cache_creation_input_tokens",
    "usage_output_tokens",
    "output_tokens",
    "web_search_count",
    "server_tool_use",
    "service_tier",
  ],
  recognises: (record) => INPUT.some((name) => record.has(name)),
  openReader: () => readRecord,
};

/** The number of input tokens from which some models have a higher price. */
const LONG_CONTEXT = 200_001n;

/** Whether the calls of a record have a long context: `> 200k` in an export, `200k-1M` in the API. */
const isLongContext = (record: Fields): boolean =>
  /^(?:>|200k)/.test(record.text("context_window") ?? "");

function readRecord(record: Fields) {
  const cacheReadTokens = record.tokens(...CACHE_READ);
  const cacheWrite1h = record.tokens(
    "usage_input_tokens_cache_write_1h",
    "cache_creation.ephemeral_1h_input_tokens",
  );
  const cacheWrite5m = record.tokens(
    "usage_input_tokens_cache_write_5m",
    "cache_creation.ephemeral_5m_input_tokens",
    "usage_input_tokens_cache_write",
    "cache_creation_input_tokens",
  );
  const cacheWriteTokens = sumOf(cacheWrite5m, cacheWrite1h);
  const inputTokens = sumOf(record.tokens(...INPUT), cacheReadTokens, cacheWriteTokens) ?? 0n;
  const outputTokens = record.tokens("usage_output_tokens", "output_tokens") ?? 0n;
  const units = webSearches(
    record.tokens("web_search_count", "server_tool_use.web_search_requests"),
  );
  if (inputTokens === 0n && outputTokens === 0n && units === null) return [];
  const name = record.text("model_version", "model");
  const model = name && record.text("speed") === "fast" ? `${name}-fast` : name;
  return [
    aggregatedCall({
      format: FORMAT,
      provider: "anthropic",
      model,
      agentName: record.text("api_key"),
      start: record.time("usage_date_utc", "starting_at", "date"),
      ...(record.text("ending_at") !== null && { end: record.time("ending_at") }),
      groups: [
        record.named("model_version", "model"),
        record.named("api_key", "api_key_id"),
        record.named("workspace", "workspace_id"),
      ],
      details: [
        record.text("usage_type", "service_tier"),
        record.text("context_window"),
        record.text("inference_geo"),
        record.text("speed"),
      ],
      tokens: {
        inputTokens,
        cacheReadTokens,
        cacheWriteTokens,
        cacheWrite1hTokens: cacheWrite1h,
        outputTokens,
      },
      inputTokensPerCall: isLongContext(record) ? LONG_CONTEXT : 0n,
      units,
      serviceTier: serviceTierOf(record.text("usage_type", "service_tier")),
      costMicroUsd: null,
    }),
  ];
}
