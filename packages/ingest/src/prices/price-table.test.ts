import { expect, test } from "vitest";
import { type PricedCall, priceOf } from "./price-table";

const CALL: PricedCall = {
  provider: null,
  model: "claude-sonnet-4-5",
  inputTokens: 1000n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 100n,
  occurredAt: new Date("2026-01-01T00:00:00Z"),
};

test.each<[string, Partial<PricedCall>, bigint | null]>([
  ["1,000 in at $3 and 100 out at $15", {}, 4500n],
  [
    "of it 500 read from the cache at $0.30 and 100 written at $3.75",
    { cacheReadTokens: 500n, cacheWriteTokens: 100n },
    3225n,
  ],
  ["the price before it fell", { model: "o3", occurredAt: new Date("2025-06-01") }, 14_000n],
  ["and after", { model: "o3", occurredAt: new Date("2025-07-01") }, 2800n],
  ["a long context's tier", { model: "gemini-2.5-pro", inputTokens: 300_000n }, 751_500n],
  ["no tokens cost nothing", { inputTokens: 0n, outputTokens: 0n }, 0n],
  ["a model that nobody knows", { model: "house-model-7b" }, null],
  ["a model without a name", { model: "" }, null],
  ["a maker that does not sell the model", { provider: "anthropic", model: "gpt-5" }, null],
  ["a maker that nobody knows", { provider: "acme" }, null],
  ["tokens of a model that is sold by the hour", { model: "whisper-1" }, null],
])("%s", (_, change, amountMicroUsd) => {
  expect(priceOf({ ...CALL, ...change })).toBe(amountMicroUsd);
});
