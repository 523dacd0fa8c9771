import { compoundName } from "../../../fields/compound-name";
import type { Fields } from "../fields";
import { exportedCall, sumOf } from "../file-call";
import type { FileFormat } from "../file-format";

const FORMAT = "helicone";
const ID = ["request_id", "id"] as const;
const CREATED_AT = ["request_created_at", "created_at"] as const;
const CACHE_READ = ["prompt_cache_read_tokens", "cached_tokens"] as const;

/** The requests of Helicone's dashboard, its export tool and its API. */
export const helicone: FileFormat = {
  name: FORMAT,
  title: "Helicone requests",
  isAggregated: false,
  usageFields: [
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
    ...CACHE_READ,
    "prompt_cache_write_tokens",
    "reasoning_tokens",
    "prompt_audio_tokens",
    "completion_audio_tokens",
    "cost",
    "cost_usd",
    "cache_enabled",
    "cache_reference_id",
    "cache_control",
  ],
  recognises: (record) =>
    CREATED_AT.some((name) => record.has(name)) &&
    record.hasAll("prompt_tokens", "completion_tokens") &&
    ID.some((name) => record.has(name)) &&
    (record.has("status") || record.has("response_status")),
  openReader: () => readRecord,
};

function readRecord(record: Fields) {
  const output = record.tokens("completion_tokens");
  const prompt = record.tokens("prompt_tokens");
  if (!isSuccess(record) && !prompt && !output) return [];
  const occurredAt = record.time(...CREATED_AT);
  const cacheReadTokens = record.tokens(...CACHE_READ);
  const cacheWriteTokens = record.tokens("prompt_cache_write_tokens");
  const reasoning = record.tokens("reasoning_tokens");
  const cached = sumOf(cacheReadTokens, cacheWriteTokens) ?? 0n;
  // For a stream that reports no usage, Helicone has no counts or writes 0.
  const hasCounts = !!prompt || !!output;
  const inputTokens = prompt ?? 0n;
  const outputTokens = output ?? 0n;
  return [
    exportedCall({
      format: FORMAT,
      ownKey: compoundName(FORMAT, record.text(...ID) ?? ""),
      provider: record.text("provider"),
      model: record.text("response_model", "model_override", "request_model", "model"),
      occurredAt,
      run: record.text("properties.Helicone-Session-Id", "session_id"),
      agentName: record.text("properties.Helicone-Session-Name"),
      usageGap: hasCounts ? null : "no_counts",
      tokens: hasCounts
        ? {
            // Anthropic's input count excludes the cached tokens.
            inputTokens: cached > inputTokens ? inputTokens + cached : inputTokens,
            cacheReadTokens,
            cacheWriteTokens,
            audioInputTokens: record.tokens("prompt_audio_tokens"),
            audioOutputTokens: record.tokens("completion_audio_tokens"),
            outputTokens,
            reasoningTokens: reasoning !== null && reasoning <= outputTokens ? reasoning : null,
          }
        : null,
      // Helicone reports 0 for a model whose price it does not know.
      costMicroUsd: record.dollars("cost_usd", "cost") || null,
    }),
  ];
}

const isSuccess = (record: Fields): boolean =>
  /^(?:2\d\d|success)$/i.test(record.text("response_status", "status") ?? "");
