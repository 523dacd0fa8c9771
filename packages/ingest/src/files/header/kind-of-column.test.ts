import { expect, test } from "vitest";
import { kindOfColumn, type UsageKind } from "./kind-of-column";

test.each<[UsageKind | null, string[]]>([
  [
    "cached input tokens",
    [
      "cached",
      "cache_read",
      "cacheReadInputTokens",
      "Cached Tokens",
      "input_cached_tokens",
      "cache_hit",
    ],
  ],
  [
    "cache-write tokens",
    [
      "cache_creation_input_tokens",
      "cacheWriteTokens",
      "ephemeral_1h_input_tokens",
      "cache written",
    ],
  ],
  ["reasoning tokens", ["reasoning", "reasoningTokens", "thinking_tokens", "thoughts"]],
  ["audio", ["input_audio_tokens", "audio", "audio_seconds", "audioDuration"]],
  ["images", ["input_image_tokens", "num_images", "image_count"]],
  ["web searches", ["web_search_count", "webSearchRequests", "num_searches"]],
  ["a service tier", ["service_tier", "tier", "Service Tier"]],
  ["a batch flag", ["batch", "is_batch", "batchApi"]],
  [
    "tokens",
    ["prompt_tokens", "total_input_tokens", "input_uncached_tokens", "usage_input_tokens_no_cache"],
  ],
  ["a cost", ["cost", "total_cost", "cost_usd", "Spend", "costInUsd"]],
  [
    null,
    ["total_tokens", "tokens", "token_count", "totalTokens", "max_tokens", "tokens_per_second"],
  ],
  [null, ["batch_id", "cache_key", "reasoning_effort", "customer_tier", "audio_url", "token_type"]],
  [null, ["time", "input", "output", "prompt", "model", "user", "latency_ms", "input_price", ""]],
])("%s: %j", (kind, names) => {
  expect(names.map((name) => [name, kindOfColumn(name)])).toEqual(
    names.map((name) => [name, kind]),
  );
});
