import { findProvider } from "@pydantic/genai-prices";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secondTableModels } from "../price-table/second-table";
import { SELLERS } from "../sellers/providers";
import { canonicalModel } from "./canonical-model";

test.each<[reported: string, canonical: string]>([
  ["claude-sonnet-4-5", "claude-sonnet-4-5"],
  [" Claude-Sonnet-4-5 ", "claude-sonnet-4-5"],
  ["claude-sonnet-4-5-20250929", "claude-sonnet-4-5"],
  ["claude-sonnet-4-5@20250929", "claude-sonnet-4-5"],
  ["claude-sonnet-4-5-latest", "claude-sonnet-4-5"],
  ["claude-opus-5-5[1m]", "claude-opus-5-5"],
  ["claude-sonnet-4-5-20250929[1m]", "claude-sonnet-4-5"],
  ["anthropic/claude-sonnet-4.5", "claude-sonnet-4-5"],
  ["openrouter/anthropic/claude-sonnet-4.5:nitro", "claude-sonnet-4-5"],
  ["anthropic:claude-sonnet-4-5", "claude-sonnet-4-5"],
  ["claude-4.5-sonnet", "claude-sonnet-4-5"],
  ["Claude Sonnet 4.5", "claude-sonnet-4-5"],
  ["claude-4.6-opus-high-thinking", "claude-opus-4-6"],
  ["gpt-5-codex-high", "gpt-5-codex"],
  ["kimi-k2-thinking", "kimi-k2-thinking"],
  ["claude-4-opus-20250514", "claude-opus-4"],
  ["claude-opus-4-0", "claude-opus-4"],
  ["claude-3-5-sonnet-20241022", "claude-3-5-sonnet"],
  ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"],
  ["anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku"],
  ["bedrock/us-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"],
  [
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0",
    "claude-sonnet-4-5",
  ],
  ["arn:aws:bedrock:us-east-1:1:inference-profile/eu.amazon.nova-pro-v1:0", "nova-pro"],
  [
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc123",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc123",
  ],
  ["deepseek.r1-v1:0", "deepseek-r1"],
  ["us.meta.llama3-2-3b-instruct-v1:0", "llama3-2-3b-instruct"],
  ["claude-opus-5-fast", "claude-opus-5"],
  ["databricks-claude-opus-5-batch", "claude-opus-5"],
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["azure/eu/gpt-4o-2024-08-06", "gpt-4o"],
  ["gpt-4.1-mini", "gpt-4.1-mini"],
  ["gpt-5-batch", "gpt-5"],
  ["openai/gpt-6-sol:batch", "gpt-6-sol"],
  ["openai:gpt-4o", "gpt-4o"],
  ["chatgpt-4o-latest", "chatgpt-4o"],
  ["ft:gpt-4.1-mini-2025-04-14:acme::B1", "ft:gpt-4.1-mini"],
  ["openai/ft:gpt-4o-2024-08-06:acme", "ft:gpt-4o"],
  ["models/gemini-2.5-pro", "gemini-2.5-pro"],
  ["projects/p/locations/eu/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro"],
  ["publishers/anthropic/models/claude-sonnet-4-5@20250929", "claude-sonnet-4-5"],
  ["meta-llama/Llama-3.3-70B-Instruct:free", "llama-3.3-70b-instruct"],
  ["accounts/fireworks/models/llama-v3p1-8b-instruct", "llama-v3p1-8b-instruct"],
  ["grok-4-fast", "grok-4-fast"],
  ["deepseek-r1:8b", "deepseek-r1:8b"],
  ["gemma3:latest", "gemma3"],
  ["mistral-large-2411", "mistral-large-2411"],
  ["my-gpt4o-prod", "my-gpt4o-prod"],
  ["/", "/"],
  ["", ""],
])("the canonical name of %s is %s", (reported, canonical) => {
  expect(canonicalModel(reported)).toBe(canonical);
});

const LISTED = [
  ...SELLERS.flatMap((providerId) => findProvider({ providerId })?.models ?? []).map(
    ({ id }) => id,
  ),
  ...secondTableModels().map(({ model }) => model),
];
const PARTS = [
  "us.",
  "anthropic.",
  "openai/",
  "ft:",
  "-fast",
  ":free",
  "-20250929",
  "[1m]",
  "-latest",
];

describe("the canonical name of a canonical name is itself", () => {
  const isIdempotent = (name: string) => {
    const canonical = canonicalModel(name);
    expect(canonicalModel(canonical)).toBe(canonical);
    expect(canonical).not.toBe(name.trim() === "" ? null : "");
  };

  test("of every listed model", () => {
    for (const model of LISTED) isIdempotent(model);
  });

  test("of any text", () => {
    const part = fc.oneof(fc.constantFrom(...PARTS, ...LISTED), fc.string({ maxLength: 8 }));
    const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    fc.assert(fc.property(name, isIdempotent), { numRuns: 3000 });
  });
});
