import type { ServiceTier } from "@ai-cost/domain";
import { expect, test } from "vitest";
import manifest from "../../package.json";
import { type CallFields, callWith } from "../testing/call-with";
import { priceByTable } from "./price-by-table";

type Change = CallFields & { model?: string };

const priceOf = ({ model = "claude-sonnet-4-5", ...change }: Change) =>
  priceByTable({ ...callWith({ provider: null, ...change }), model });

const amountOf = (change: Change) => priceOf(change)?.amountMicroUsd ?? null;

test.each<[string, Change, bigint | null]>([
  ["1,000 in at $3 and 100 out at $15: 3,000 + 1,500", {}, 4500n],
  [
    "of it 500 read from the cache at $0.30 and 100 written at $3.75: 1,200 + 150 + 375 + 1,500",
    { cacheReadTokens: 500n, cacheWriteTokens: 100n },
    3225n,
  ],
  ["200,000 in are still in the first tier: 600,000 + 1,500", { inputTokens: 200_000n }, 601_500n],
  [
    "one more puts the whole call in the second tier, at $6 and $22.50: 1,200,006 + 2,250",
    { inputTokens: 200_001n },
    1_202_256n,
  ],
  [
    "its cached tokens too, at $0.60 and $7.50: 600,006 + 54,000 + 75,000 + 2,250",
    { inputTokens: 200_001n, cacheReadTokens: 90_000n, cacheWriteTokens: 10_000n },
    731_256n,
  ],
  [
    "a long context of another provider, at $2.50 and $15: 750,000 + 1,500",
    { model: "gemini-2.5-pro", inputTokens: 300_000n },
    751_500n,
  ],
  [
    "the day before a price fell, at $10 and $40: 10,000 + 4,000",
    { model: "o3", occurredAt: new Date("2025-06-09T23:59:59.999Z") },
    14_000n,
  ],
  [
    "the day itself, at $2 and $8: 2,000 + 800",
    { model: "o3", occurredAt: new Date("2025-06-10T00:00:00Z") },
    2800n,
  ],
  [
    "a price that depends on the hour, at $0.27 and $1.10: 270 + 110",
    { model: "deepseek-chat", occurredAt: new Date("2025-07-01T16:29:59Z") },
    380n,
  ],
  [
    "half of it in quiet hours, at $0.135 and $0.55: 135 + 55",
    { model: "deepseek-chat", occurredAt: new Date("2025-07-01T16:30:00Z") },
    190n,
  ],
  [
    "cached input without a price of its own costs what other input costs, $2 and $6: 2,000 + 600",
    { model: "mistral-large-2411", provider: "mistral", cacheReadTokens: 900n },
    2600n,
  ],
  [
    "reasoning has a price of its own, $3, and the rest of the output costs $8: 2,000 + 120 + 480",
    { model: "sonar-deep-research", provider: "perplexity", reasoningTokens: 40n },
    2600n,
  ],
  ["reasoning without a price of its own costs what output costs", { reasoningTokens: 40n }, 4500n],
  [
    "a fee for each call, $12 a thousand, on top of $1 and $1: 12,000 + 1,000 + 100",
    { model: "sonar", provider: "perplexity" },
    13_100n,
  ],
  [
    "a model that costs nothing",
    { model: "meta-llama/llama-3.3-70b-instruct:free", provider: "openrouter" },
    0n,
  ],
  ["no tokens cost nothing", { inputTokens: 0n, outputTokens: 0n }, 0n],
  ["a model that is not in the table", { model: "house-model-7b" }, null],
  ["a model without a name", { model: " " }, null],
  ["a name longer than any", { model: `claude-sonnet-4-5${"-x".repeat(200)}` }, null],
  [
    "a seller that does not sell the model: the maker's price, $1.25 and $10",
    { provider: "anthropic", model: "gpt-5" },
    2250n,
  ],
  ["a seller that nobody knows: the maker's price", { provider: "acme" }, 4500n],
  [
    "a fine-tuned model at its own price, $0.80 and $3.20",
    { provider: "openai", model: "ft:gpt-4.1-mini-2025-04-14:acme::B1" },
    1120n,
  ],
  [
    "a fine-tuned GPT-4, at $30 and $60: 30,000 + 6,000",
    { provider: "openai", model: "ft:gpt-4-0613:acme::B1" },
    36_000n,
  ],
  [
    "Amazon's second embedding model, at $0.02",
    { provider: "aws.bedrock", model: "amazon.titan-embed-text-v2:0", outputTokens: 0n },
    20n,
  ],
  [
    "inference in the US only, at 1.1 times $3 and $15: 3,300 + 1,650",
    { provider: "anthropic", model: "claude-sonnet-4-6", inferenceGeo: "us" },
    4950n,
  ],
  [
    "inference anywhere, at $3 and $15",
    { provider: "anthropic", model: "claude-sonnet-4-6", inferenceGeo: "global" },
    4500n,
  ],
  [
    "cached input of a fine-tuned model, at $0.20: 480 + 80 + 320",
    { provider: "openai", model: "ft:gpt-4.1-mini-2025-04-14:acme::B1", cacheReadTokens: 400n },
    880n,
  ],
  [
    "a model that is free by its name, though no table has it",
    { provider: "openrouter", model: "some-maker/some-model:free" },
    0n,
  ],
  ["a model that comes with a subscription", { provider: "github_copilot", model: "gpt-4o" }, null],
  ["tokens of a model that is sold by the hour", { model: "whisper-1" }, null],
  [
    "the same model when it reports no tokens, because its hours are unknown",
    { model: "whisper-1", inputTokens: 0n, outputTokens: 0n },
    null,
  ],
  [
    "output tokens of a model that has no output",
    { model: "text-embedding-3-small", provider: "openai" },
    null,
  ],
  [
    "the input of that model, at $0.02",
    { model: "text-embedding-3-small", provider: "openai", outputTokens: 0n },
    20n,
  ],
])("%s", (_, change, amountMicroUsd) => {
  expect(amountOf(change)).toBe(amountMicroUsd);
});

/** Each row has a reported provider, a reported model, and the entry of the tables whose price applies. */
test.each<[provider: string | null, model: string, listed: string]>([
  ["anthropic", "claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4-5"],
  ["anthropic.messages", " Claude-Sonnet-4-5 ", "anthropic/claude-sonnet-4-5"],
  ["anthropic", "claude-sonnet-4-5-20250929[1m]", "anthropic/claude-sonnet-4-5"],
  [null, "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5"],
  [null, "claude-4.5-sonnet", "anthropic/claude-sonnet-4-5"],
  [null, "Claude Sonnet 4.5", "anthropic/claude-sonnet-4-5"],
  [null, "claude-4.5-sonnet-thinking", "anthropic/claude-sonnet-4-5"],
  [null, "gpt-5-codex-high", "openai/gpt-5"],
  [null, "anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5"],
  ["litellm", "anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5"],
  ["gateway", "anthropic/claude-sonnet-4.5", "anthropic/claude-sonnet-4-5"],
  ["litellm_proxy", "gpt-5", "openai/gpt-5"],
  [
    "amazon-bedrock",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  [
    "aws.bedrock",
    "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "aws/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  [
    "anthropic",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  [null, "bedrock/converse/amazon.nova-pro-v1:0", "aws/amazon.nova-pro-v1:0"],
  [
    null,
    "arn:aws:bedrock:us-east-1:1:inference-profile/eu.amazon.nova-pro-v1:0",
    "aws/amazon.nova-pro-v1:0",
  ],
  ["gcp.vertex_ai", "claude-sonnet-4-5@20250929", "google/claude-sonnet-4-5"],
  ["gcp.gemini", "models/gemini-2.5-pro", "google/gemini-2.5-pro"],
  [null, "models/gemini-2.5-pro", "google/gemini-2.5-pro"],
  ["google.vertex.chat", "publishers/google/models/gemini-2.5-pro", "google/gemini-2.5-pro"],
  ["vertex_ai", "vertex_ai/gemini-2.5-pro", "google/gemini-2.5-pro"],
  [null, "gemini/gemini-2.5-pro", "google/gemini-2.5-pro"],
  ["azure.ai.openai", "gpt-4o-2024-08-06", "azure/gpt-4o"],
  ["azure", "azure/gpt-4o", "azure/gpt-4o"],
  [null, "azure/gpt-4o", "azure/gpt-4o"],
  ["openai.responses", "gpt-5-2025-08-07", "openai/gpt-5"],
  ["openai", "ft:gpt-4o-mini-2024-07-18:acme::1", "openai/ft:gpt-4o-mini"],
  [null, "ft:gpt-4o-mini-2024-07-18:acme::1", "openai/ft:gpt-4o-mini"],
  ["openrouter", "anthropic/claude-sonnet-4", "openrouter/anthropic/claude-sonnet-4"],
  ["openrouter", "openrouter/anthropic/claude-sonnet-4", "openrouter/anthropic/claude-sonnet-4"],
  ["xai.chat", "xai/grok-4", "x-ai/grok-4-0709"],
  ["mistral_ai", "mistral-large-2411", "mistral/mistral-large"],
  ["groq", "groq/llama-3.3-70b-versatile", "groq/llama-3.3-70b-versatile"],
  [
    "together_ai",
    "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "together/meta-llama/Llama-3.3-70B-Instruct-Turbo",
  ],
  [
    "fireworks_ai",
    "fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct",
    "fireworks/llama-v3p1-8b-instruct",
  ],
])("%s's %s has the price of %s", (provider, model, listed) => {
  const price = priceOf({ provider, model })?.price;
  expect(`${price?.provider}/${price?.model}`).toBe(listed);
});

/**
 * Each row has the reported provider, the address that received the call, the reported model, and the
 * entry whose price applies.
 */
test.each<[provider: string | null, endpointAddress: string, model: string, listed: string]>([
  ["openai", "api.deepseek.com", "deepseek-chat", "deepseek/deepseek-chat"],
  ["openai", "api.groq.com", "llama-3.3-70b-versatile", "groq/llama-3.3-70b-versatile"],
  [
    "openai",
    "openrouter.ai",
    "anthropic/claude-sonnet-4.5",
    "openrouter/anthropic/claude-sonnet-4.5",
  ],
  ["openai", "https://openrouter.ai/api/v1", "openai/gpt-5:online", "openrouter/openai/gpt-5"],
  ["openai", "acme.openai.azure.com", "gpt-4o-2024-08-06", "azure/gpt-4o"],
  ["openai", "https://acme.services.ai.azure.com:443/models", "gpt-4o", "azure/gpt-4o"],
  [
    "anthropic",
    "bedrock-runtime.eu-west-1.amazonaws.com",
    "claude-sonnet-4-5-20250929",
    "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  [
    "anthropic",
    "us-east5-aiplatform.googleapis.com",
    "claude-sonnet-4-5@20250929",
    "google/claude-sonnet-4-5",
  ],
  ["openai", "generativelanguage.googleapis.com", "gemini-2.5-pro", "google/gemini-2.5-pro"],
  ["openai", "api.x.ai", "grok-4", "x-ai/grok-4-0709"],
  ["openai", "api.mistral.ai", "mistral-large-2411", "mistral/mistral-large"],
  ["openai", "localhost:4000", "gpt-4o", "openai/gpt-4o"],
  ["shop", "192.0.2.7", "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5"],
  [
    null,
    "llm.internal",
    "openrouter/anthropic/claude-sonnet-4",
    "openrouter/anthropic/claude-sonnet-4",
  ],
  [
    "acme",
    "llm.internal",
    "anthropic.claude-3-haiku-20240307-v1:0",
    "aws/regional.anthropic.claude-3-haiku-20240307-v1:0",
  ],
  ["portkey", "api.portkey.ai", "gpt-4o", "openai/gpt-4o"],
  ["openai", "api.together.xyz", "openai/gpt-oss-120b", "together/openai/gpt-oss-120b"],
])("%s at %s with %s has the price of %s", (provider, endpointAddress, model, listed) => {
  const price = priceOf({ provider, endpointAddress, model })?.price;
  expect(`${price?.provider}/${price?.model}`).toBe(listed);
  expect(price?.note).toBeUndefined();
});

/**
 * Each row has a model name with extra text, such as a path or a date, and the entry whose price applies.
 */
test.each<[provider: string, model: string, listed: string]>([
  ["anthropic", "claude-opus-5-5[1m]", "anthropic/claude-opus-5-5"],
  ["anthropic", "CLAUDE-SONNET-4-5-LATEST", "anthropic/claude-sonnet-4-5"],
  [
    "openrouter",
    "meta-llama/llama-3.3-70b-instruct:nitro",
    "openrouter/meta-llama/llama-3.3-70b-instruct",
  ],
  [
    "openrouter",
    "meta-llama/llama-3.3-70b-instruct:floor",
    "openrouter/meta-llama/llama-3.3-70b-instruct",
  ],
  [
    "bedrock",
    "bedrock/us-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0",
    "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  [
    "bedrock",
    "bedrock/converse/eu.meta.llama3-2-3b-instruct-v1:0",
    "aws/meta.llama3-2-3b-instruct-v1:0",
  ],
  [
    "aws.bedrock",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0",
    "aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  ["azure", "azure/eu/gpt-4o-2024-08-06", "azure/gpt-4o"],
  ["azure", "azure/global-standard/gpt-4o", "azure/gpt-4o"],
  [
    "vertex_ai",
    "publishers/anthropic/models/claude-sonnet-4-5@20250929",
    "google/claude-sonnet-4-5",
  ],
  [
    "vertex_ai",
    "projects/p/locations/eu/publishers/google/models/gemini-2.5-pro",
    "google/gemini-2.5-pro",
  ],
  ["openai", "gpt-6.1-sol-2026-10-10", "openai/gpt-6.1-sol"],
  ["anthropic", "claude-haiku-5-5", "anthropic/claude-haiku-5-5"],
])("%s's %s has the price of %s, without a note", (provider, model, listed) => {
  const price = priceOf({ provider, model })?.price;
  expect(`${price?.provider}/${price?.model}`).toBe(listed);
  expect(price?.note).toBeUndefined();
});

test.each<[provider: string, model: string, listed: string, note: string]>([
  [
    "openai",
    "anthropic/claude-sonnet-4-5",
    "anthropic/claude-sonnet-4-5",
    "list price of anthropic",
  ],
  ["openai", "deepseek-chat", "deepseek/deepseek-chat", "list price of deepseek"],
  [
    "databricks",
    "databricks-claude-sonnet-4-5",
    "anthropic/claude-sonnet-4-5",
    "list price of anthropic",
  ],
  ["alibaba", "qwen3-max", "openrouter/qwen/qwen3-max", "list price of alibaba"],
  [
    "anthropic",
    "claude-opus-5-fast",
    "anthropic/claude-opus-5",
    "fast at 2 times the standard price",
  ],
  ["anthropic", "claude-sonnet-4-5-fast", "anthropic/claude-sonnet-4-5", "tier not priced"],
  ["openai", "gpt-4o-batch", "openai/gpt-4o", "batch at 0.5 times the standard price"],
  [
    "databricks",
    "claude-opus-5-batch",
    "anthropic/claude-opus-5",
    "list price of anthropic; batch at 0.5 times the standard price",
  ],
])("the price of %s's %s is that of %s, with the note %s", (provider, model, listed, note) => {
  const price = priceOf({ provider, model })?.price;
  expect(`${price?.provider}/${price?.model}`).toBe(listed);
  expect(price?.note).toBe(note);
});

const MILLION = { inputTokens: 1_000_000n, outputTokens: 0n };

test.each<[string, Change, bigint, Record<string, number>]>([
  [
    "one-hour cache writes at $6 and five-minute ones at $3.75",
    { cacheWriteTokens: 500n, cacheWrite1hTokens: 200n, outputTokens: 0n },
    1500n + 1125n + 1200n,
    { input: 1500, cache_write_5m: 1125, cache_write_1h: 1200 },
  ],
  [
    "one-hour cache writes on Bedrock at twice the price of input, $6.60",
    {
      provider: "aws.bedrock",
      model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      cacheWriteTokens: 1000n,
      cacheWrite1hTokens: 1000n,
      outputTokens: 0n,
    },
    6600n,
    { cache_write_1h: 6600 },
  ],
  [
    "audio input at $1 and text at $0.30",
    { model: "gemini-2.5-flash", inputTokens: 1500n, audioInputTokens: 500n, outputTokens: 0n },
    800n,
    { input: 300, audio_input: 500 },
  ],
  [
    "audio in and out of a chat model at $40 and $80",
    { model: "gpt-4o-audio-preview", audioInputTokens: 1000n, audioOutputTokens: 100n },
    48_000n,
    { audio_input: 40_000, audio_output: 8000 },
  ],
  [
    "images in at $10, and out at $40",
    { model: "gpt-image-1", imageInputTokens: 1000n, imageOutputTokens: 100n },
    14_000n,
    { image_input: 10_000, image_output: 4000 },
  ],
  [
    "reasoning at $3 and other output at $8",
    { model: "sonar-deep-research", provider: "perplexity", reasoningTokens: 40n },
    2600n,
    { input: 2000, output: 480, reasoning: 120 },
  ],
  [
    "three web searches at $10 a thousand",
    { units: { web_search: 3 } },
    34_500n,
    { input: 3000, output: 1500, web_search: 30_000 },
  ],
  [
    "a web search of Gemini at $35 a thousand",
    { model: "gemini-2.5-flash", units: { web_search: 1 } },
    35_550n,
    { input: 300, output: 250, web_search: 35_000 },
  ],
  [
    "a fee of $12 a thousand for the call",
    { model: "sonar", provider: "perplexity" },
    13_100n,
    { input: 1000, output: 100, request: 12_000 },
  ],
  [
    "a minute of audio at $0.36 an hour",
    { model: "whisper-1", inputTokens: 0n, outputTokens: 0n, units: { audio_second: 60 } },
    6000n,
    { audio_second: 6000 },
  ],
])("each kind has its own price: %s", (_, change, amountMicroUsd, costByKind) => {
  expect(priceOf(change)).toMatchObject({ amountMicroUsd, costByKind });
});

test("a unit without a price does not hide the cost of the tokens, and a note names it", () => {
  const priced = priceOf({ units: { web_search: 1, ocr_page: 2 } });
  expect(priced).toMatchObject({ amountMicroUsd: 14_500n, price: { note: "ocr_page not priced" } });
});

test.each<[model: string, tier: ServiceTier, provider: string, amountMicroUsd: bigint]>([
  ["gpt-5", "flex", "openai", 625_000n],
  ["gpt-5", "batch", "openai", 625_000n],
  ["gpt-5", "priority", "openai", 2_500_000n],
  ["gpt-5-mini", "priority", "openai", 450_000n],
  ["gpt-5.5", "priority", "openai", 25_000_000n],
  ["gpt-4.1", "priority", "openai", 3_500_000n],
  ["gpt-4o", "priority", "openai", 4_250_000n],
  ["gpt-4o-mini", "priority", "openai", 250_000n],
  ["o3", "priority", "openai", 3_500_000n],
  ["o4-mini", "priority", "openai", 2_000_000n],
  ["claude-sonnet-4-5", "batch", "anthropic", 3_000_000n],
  ["claude-haiku-4-5", "batch", "google", 500_000n],
  ["gemini-2.5-flash", "batch", "google", 150_000n],
  ["gemini-2.5-flash", "flex", "google", 150_000n],
  ["gemini-2.5-flash", "priority", "google", 540_000n],
  ["openai/gpt-6-sol", "batch", "openrouter", 2_000_000n],
])("a million input tokens of %s in the tier %s", (model, serviceTier, provider, expected) => {
  expect(amountOf({ ...MILLION, model, serviceTier, provider })).toBe(expected);
});

test("a tier with no known factor has the standard price, with a note", () => {
  const priced = priceOf({ serviceTier: "priority" });
  expect(priced).toMatchObject({ amountMicroUsd: 4500n, price: { note: "tier not priced" } });
});

test("a tier does not change the price of a web search", () => {
  const priced = priceOf({ serviceTier: "batch", units: { web_search: 1 } });
  expect(priced?.costByKind).toEqual({ input: 1500, output: 750, web_search: 10_000 });
});

test.each<[provider: string | null, model: string]>([
  ["azure.ai.openai", "my-gpt4o-prod"],
  ["azure", "gpt-4o-prod"],
  ["aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"],
  [null, "meta-llama/llama-3.3-70b-instruct"],
  ["openai", "meta-llama/llama-3.3-70b-instruct"],
  [null, "/"],
  ["openai", "ft:gpt-9:acme::B1"],
  ["mistral", "ft:ministral-3b-latest:acme::B1"],
  ["ollama", "deepseek-r1"],
  ["lm_studio", "deepseek-r1"],
  ["openai", "deepseek-r1:8b"],
])("%s's %s has no price", (provider, model) => {
  expect(priceOf({ provider, model })).toBeNull();
});

test.each<[string, Change, Record<string, string>]>([
  ["the prices of input and output", {}, { input_mtok: "3", output_mtok: "15" }],
  [
    "those of the first tier up to its end",
    { inputTokens: 200_000n },
    { input_mtok: "3", output_mtok: "15" },
  ],
  [
    "those of the tier that applied, with cached tokens when there are some",
    { inputTokens: 200_001n, cacheReadTokens: 1n },
    { input_mtok: "6", cache_read_mtok: "0.6", output_mtok: "22.5" },
  ],
  [
    "a fee for each call, in dollars per million calls",
    { model: "sonar", provider: "perplexity" },
    { input_mtok: "1", output_mtok: "1", requests: "12000" },
  ],
])("the prices kept with the amount are %s", (_, change, usdPerMillion) => {
  expect(priceOf(change)?.price).toMatchObject({
    tableVersion: `@pydantic/genai-prices ${manifest.dependencies["@pydantic/genai-prices"]}`,
    usdPerMillion,
  });
});
