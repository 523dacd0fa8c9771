import { NO_TOKENS } from "@ai-cost/domain";
import { canonicalProvider } from "@ai-cost/pricing";
import { describe, expect, test } from "vitest";
import { callKeys } from "../../../calls/call-keys";
import { UnreadableField } from "../../../fields/unreadable-field";
import { GENERATIONS, MODEL, RESPONSE_ID } from "../../../testing/otlp/generations";
import { END_MS, type TestSpan, TRACE, traceRequest } from "../../../testing/otlp/trace-request";
import { callOriginOf } from "./call-origin";
import { modelCallOf } from "./model-call";
import type { SpanRole } from "./span-role";
import { readSpans } from "./trace-span";

const NOW = new Date("2026-11-24T10:05:00.000Z");

function spanOf(testSpan: TestSpan) {
  const [span] = readSpans(traceRequest([testSpan]));
  if (!span) throw new Error("The request has no span.");
  return span;
}

function callOf(testSpan: TestSpan) {
  const span = spanOf(testSpan);
  return modelCallOf(span, callOriginOf(span), NOW);
}
const chat = (attributes: TestSpan["attributes"]): TestSpan => ({
  attributes: { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", ...attributes },
});

describe("the same call is read from", () => {
  test.each(GENERATIONS)("$source", ({ span, lacks = [] }) => {
    expect(spanOf(span).role).toBe("model call");
    const call = callOf(span);
    expect(call?.tokens).toEqual({
      ...NO_TOKENS,
      inputTokens: 100n,
      cacheReadTokens: lacks.includes("cacheRead") ? null : 15n,
      cacheWriteTokens: lacks.includes("cacheWrite") ? null : 5n,
      outputTokens: 40n,
      reasoningTokens: lacks.includes("reasoning") ? null : 12n,
    });
    expect(call).toMatchObject({
      model: MODEL,
      responseId: lacks.includes("responseId") ? null : RESPONSE_ID,
      occurredAt: new Date(END_MS),
      isTimeAssumed: false,
      costMicroUsd: null,
    });
    expect(canonicalProvider(call?.provider ?? null)).toBe(
      lacks.includes("provider") ? null : "anthropic",
    );
    const key = lacks.includes("responseId")
      ? `span/${TRACE}/b7ad6b7169203331`
      : `response/${RESPONSE_ID}`;
    expect(call && callKeys(call).idempotencyKey).toBe(key);
  });
});

test("the one-hour cache writes of Bedrock are in the AI SDK's metadata", () => {
  const usage = {
    cacheWriteInputTokens: 700,
    cacheDetails: [
      { ttl: "5m", inputTokens: 200 },
      { ttl: "1h", inputTokens: 500 },
    ],
  };
  const call = callOf({
    attributes: {
      "ai.operationId": "ai.generateText.doGenerate",
      "gen_ai.system": "amazon-bedrock",
      "gen_ai.request.model": "anthropic.claude-sonnet-4-5-20250929-v1:0",
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 100,
      "ai.response.providerMetadata": JSON.stringify({ bedrock: { usage } }),
    },
  });
  expect(call?.tokens).toMatchObject({
    inputTokens: 710n,
    cacheWriteTokens: 700n,
    cacheWrite1hTokens: 500n,
  });
});

describe("Google's output count excludes reasoning", () => {
  test.each([
    ["AI SDK 5", { "ai.usage.totalTokens": 1150, "ai.usage.reasoningTokens": 50 }],
    [
      "AI SDK 4",
      {
        "ai.response.providerMetadata": JSON.stringify({
          google: { usageMetadata: { thoughtsTokenCount: 50, totalTokenCount: 1150 } },
        }),
      },
    ],
  ])("in %s", (_, attributes) => {
    const span = {
      attributes: {
        "ai.operationId": "ai.generateText.doGenerate",
        "gen_ai.system": "google.generative-ai",
        "gen_ai.usage.input_tokens": 1000,
        "gen_ai.usage.output_tokens": 100,
        ...attributes,
      },
    };
    expect(callOf(span)?.tokens).toMatchObject({ outputTokens: 150n, reasoningTokens: 50n });
  });

  test("but OpenAI's includes it, and its input count includes the cache", () => {
    const counts = {
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.cached_tokens": 800,
      "gen_ai.usage.output_tokens": 100,
      "gen_ai.usage.reasoning_tokens": 50,
      "gen_ai.usage.total_tokens": 1100,
    };
    expect(callOf(chat(counts))?.tokens).toMatchObject({ inputTokens: 1000n, outputTokens: 100n });
  });
});

const GRAPH = { "openinference.span.kind": "CHAIN", metadata: '{"ls_integration":"langgraph"}' };

describe("the role of a span", () => {
  const usage = {
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.request.model": "m",
    "gen_ai.system": "openai",
  };
  test.each<[string, SpanRole, Record<string, string>]>([
    ["a chat", "model call", { "gen_ai.operation.name": "chat" }],
    ["embeddings", "model call", { "gen_ai.operation.name": "embeddings" }],
    ["an agent invocation", "agent", { "gen_ai.operation.name": "invoke_agent" }],
    ["the creation of an agent", "other", { "gen_ai.operation.name": "create_agent" }],
    ["a workflow", "other", { "gen_ai.operation.name": "invoke_workflow" }],
    ["a tool", "tool", { "gen_ai.operation.name": "execute_tool" }],
    ["a plan", "other", { "gen_ai.operation.name": "plan" }],
    ["a step of AI SDK 7", "other", { "gen_ai.operation.name": "agent_step" }],
    ["an unlisted operation", "other", { "gen_ai.operation.name": "ponder" }],
    ["the AI SDK's outer span", "agent", { "ai.operationId": "ai.generateText" }],
    ["the AI SDK's model call", "model call", { "ai.operationId": "ai.generateText.doGenerate" }],
    ["the AI SDK's embedding", "model call", { "ai.operationId": "ai.embedMany.doEmbed" }],
    ["the AI SDK's tool", "tool", { "ai.operationId": "ai.toolCall" }],
    ["the AI SDK's speech", "model call", { "ai.operationId": "ai.generateSpeech" }],
    ["the AI SDK's transcription", "model call", { "gen_ai.operation.name": "ai.transcribe" }],
    ["the AI SDK's image", "model call", { "ai.operationId": "ai.generateImage" }],
    ["OpenInference's LLM", "model call", { "openinference.span.kind": "LLM" }],
    ["OpenInference's chain", "other", { "openinference.span.kind": "CHAIN" }],
    ["OpenInference's agent", "agent", { "openinference.span.kind": "AGENT" }],
    ["OpenInference's tool", "tool", { "openinference.span.kind": "TOOL" }],
    ["OpenLLMetry's agent", "agent", { "traceloop.span.kind": "agent" }],
    ["OpenLLMetry's workflow", "other", { "traceloop.span.kind": "workflow" }],
    ["OpenLLMetry's embedding", "model call", { "llm.request.type": "embedding" }],
    ["LangSmith's chain", "other", { "langsmith.span.kind": "chain" }],
    [
      "LangSmith's prompt, which has the operation of a chat",
      "other",
      { "langsmith.span.kind": "prompt", "gen_ai.operation.name": "chat" },
    ],
    ["LangSmith's tool", "tool", { "langsmith.span.kind": "tool" }],
    ["a graph of LangGraph", "agent", GRAPH],
    [
      "a node of LangGraph",
      "other",
      { ...GRAPH, metadata: '{"ls_integration":"langgraph","langgraph_node":"agent"}' },
    ],
    [
      "a graph in LangSmith",
      "agent",
      { "langsmith.span.kind": "chain", "langsmith.metadata.ls_integration": "langgraph" },
    ],
    ["Langfuse's generation", "model call", { "langfuse.observation.type": "generation" }],
    ["Langfuse's embedding", "model call", { "langfuse.observation.type": "embedding" }],
    ["Langfuse's agent", "agent", { "langfuse.observation.type": "agent" }],
    ["Langfuse's tool", "tool", { "langfuse.observation.type": "tool" }],
    ["Langfuse's span", "other", { "langfuse.observation.type": "span" }],
    ["Genkit's model", "model call", { "genkit:metadata:subtype": "model" }],
    ["Genkit's flow", "agent", { "genkit:metadata:subtype": "flow" }],
    ["Genkit's tool", "tool", { "genkit:metadata:subtype": "tool" }],
    ["Genkit's prompt", "other", { "genkit:metadata:subtype": "prompt" }],
    ["Sentry's chat", "model call", { "sentry.op": "gen_ai.chat" }],
    ["Sentry's agent", "agent", { "sentry.op": "gen_ai.invoke_agent" }],
    ["Sentry's tool", "tool", { "sentry.op": "gen_ai.execute_tool" }],
    ["an agent of Pydantic AI's first format", "agent", { agent_name: "writer", model_name: "m" }],
    ["a span with only a model, a provider and tokens", "model call", {}],
  ])("%s is %s", (_, role, attributes) => {
    expect(spanOf({ attributes: { ...usage, ...attributes } }).role).toBe(role);
  });

  test("a span of an HTTP server is other", () => {
    expect(spanOf({ attributes: { "http.request.method": "POST" } }).role).toBe("other");
  });
});

describe("the reported cost", () => {
  test.each<[string, bigint | null, Record<string, string | number>]>([
    [
      "the proposed conventions",
      1_500n,
      { "gen_ai.usage.cost.amount": 0.0015, "gen_ai.usage.cost.currency": "USD" },
    ],
    [
      "the same in euros is unknown",
      null,
      { "gen_ai.usage.cost.amount": 0.0015, "gen_ai.usage.cost.currency": "EUR" },
    ],
    ["dollars as text", 1_500n, { "gen_ai.usage.cost.amount": "0.0015" }],
    ["LiteLLM", 14_574n, { "gen_ai.cost.total_cost": 0.014574, "gen_ai.cost.input_cost": 0.01 }],
    ["OpenInference", 2n, { "llm.cost.total": 0.0000015 }],
    ["Pydantic AI", 3_000_000n, { "operation.cost": 3 }],
    ["a name without a prefix", 250_000n, { cost_usd: 0.25 }],
    ["OpenLIT's 0, which it writes for an unknown price", null, { "gen_ai.usage.cost": 0 }],
    ["LiteLLM's 0, a response from its cache", 0n, { "gen_ai.cost.total_cost": 0 }],
    [
      "Vercel's gateway",
      4_500n,
      { "ai.response.providerMetadata": '{"gateway":{"cost":"0.0045"}}' },
    ],
    [
      "Langfuse's costs by kind, without a total",
      300_000n,
      { "langfuse.observation.cost_details": '{"input":0.1,"output":0.2}' },
    ],
    ["truncated JSON", null, { "ai.response.providerMetadata": '{"gateway":{"cost":"0.00' }],
  ])("%s", (_, costMicroUsd, attributes) => {
    expect(callOf(chat({ "gen_ai.usage.input_tokens": 5, ...attributes }))).toMatchObject({
      costMicroUsd,
    });
  });
});

describe("Langfuse's usage details", () => {
  const generation = (model: string, details: Record<string, number>) =>
    callOf({
      attributes: {
        "langfuse.observation.type": "generation",
        "langfuse.observation.model.name": model,
        "langfuse.observation.usage_details": JSON.stringify(details),
      },
    });

  test.each<[string, Record<string, number>]>([
    ["only the total has", { input: 55, output: 10, total: 1000 }],
    ["have their own name", { input: 55, output: 10, thoughts_token_count: 935, total: 1000 }],
  ])("include Gemini's thoughts in the output, which %s", (_, details) => {
    expect(generation("gemini-2.5-flash", details)).toMatchObject({
      tokens: { inputTokens: 55n, outputTokens: 945n, reasoningTokens: 935n },
    });
  });

  test("add nothing to the output of other models", () => {
    const call = generation("gpt-5", { input: 55, output: 10, total: 1000 });
    expect(call?.tokens).toMatchObject({ outputTokens: 10n, reasoningTokens: null });
  });

  test("name web searches", () => {
    const call = generation("claude-sonnet-4-5", { input: 5, output: 1, web_search_requests: 3 });
    expect(call?.units).toEqual({ web_search: 3 });
  });
});

const ZEROS = { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 };

describe("a span of an answered call", () => {
  test.each<[string, TestSpan["attributes"]]>([
    ["without counts", {}],
    ["with counts of 0", ZEROS],
    ["that makes an image", { "gen_ai.operation.name": "image_generation" }],
  ])("%s reports a call with unknown counts", (_, attributes) => {
    expect(callOf(chat(attributes))).toMatchObject({ tokens: null, usageGap: "no_counts" });
  });

  test.each<[string, string | null, TestSpan]>([
    [
      "the official OpenAI instrumentation",
      "no_cached_tokens",
      { scope: "@opentelemetry/instrumentation-openai", version: "0.22.0" },
    ],
    [
      "OpenLLMetry's OpenAI instrumentation",
      "no_cached_tokens",
      { scope: "@traceloop/instrumentation-openai", version: "0.27.0" },
    ],
    [
      "OpenLIT's stream",
      "guessed_counts",
      {
        scope: "@openlit/instrumentation-vllm",
        attributes: { "gen_ai.request.is_stream": true },
      },
    ],
    [
      "OpenLIT's call without a stream",
      null,
      {
        scope: "@openlit/instrumentation-vllm",
        attributes: { "gen_ai.request.is_stream": false },
      },
    ],
    ["AI SDK 5", "no_cached_tokens", { scope: "ai", attributes: { "ai.usage.promptTokens": 5 } }],
    [
      "a later version that reports cached tokens",
      null,
      {
        scope: "@opentelemetry/instrumentation-openai",
        attributes: { "gen_ai.usage.cache_read.input_tokens": 3 },
      },
    ],
  ])("of %s has the gap %s", (_, gap, span) => {
    const attributes = { "gen_ai.usage.input_tokens": 5, ...span.attributes };
    expect(callOf({ ...span, ...chat(attributes) })?.usageGap).toBe(gap);
  });
});

describe("a span", () => {
  test.each<[string, TestSpan["attributes"]]>([
    ["of a call that failed before it was answered", { "error.type": "timeout" }],
    ["of a failed call with counts of 0", { "error.type": "timeout", ...ZEROS }],
    ["of a call that Langfuse says failed", { "langfuse.observation.level": "ERROR" }],
    [
      "of a call that Mastra says failed",
      { "gen_ai.response.finish_reasons": '["error"]', "gen_ai.agent.name": "tester" },
    ],
    ["of a call that the AI SDK says failed", { "gen_ai.response.finish_reasons": ["error"] }],
    ["of a free moderation", { "gen_ai.operation.name": "moderation" }],
  ])("%s reports no call and no error", (_, attributes) => {
    expect(callOf(chat(attributes))).toBeNull();
  });

  test.each<[string, TestSpan["attributes"]]>([
    ["with a negative count", { "gen_ai.usage.input_tokens": -1 }],
    ["with NaN", { "gen_ai.usage.input_tokens": Number.NaN }],
    ["with infinity", { "gen_ai.usage.output_tokens": Number.POSITIVE_INFINITY }],
    ["with half a token", { "gen_ai.usage.input_tokens": 1.5 }],
    ["with a word as a count", { "gen_ai.usage.input_tokens": "many" }],
    ["with a boolean as a count", { "gen_ai.usage.input_tokens": true }],
    ["with a list as a count", { "gen_ai.usage.input_tokens": ["1"] }],
    ["with only a total", { "gen_ai.usage.total_tokens": 12 }],
    ["with a negative cost", { "gen_ai.usage.input_tokens": 1, cost_usd: -1 }],
  ])("%s cannot be read", (_, attributes) => {
    expect(() => callOf(chat(attributes))).toThrow(UnreadableField);
  });

  test("may have its counts as text or doubles", () => {
    const counts = { "gen_ai.usage.input_tokens": "12", "gen_ai.usage.output_tokens": "3.0" };
    expect(callOf(chat(counts))?.tokens).toMatchObject({ inputTokens: 12n, outputTokens: 3n });
  });

  test.each<[string, TestSpan["attributes"]]>([
    ["input", { "llm.token_count.completion": 40, "llm.token_count.total": 140 }],
    ["output", { "llm.token_count.prompt": 100, "llm.token_count.total": 140 }],
  ])("without the %s has the rest of the total", (_, counts) => {
    const attributes = { "openinference.span.kind": "LLM", ...counts };
    expect(callOf({ attributes })?.tokens).toMatchObject({ inputTokens: 100n, outputTokens: 40n });
  });

  test("of an embedding may have only a total, which is input", () => {
    const attributes = { "openinference.span.kind": "EMBEDDING", "llm.token_count.total": 12 };
    expect(callOf({ attributes })?.tokens).toMatchObject({ inputTokens: 12n, outputTokens: 0n });
  });

  test("without an end is dated by its start, and without a start by the clock", () => {
    const counts = chat({ "gen_ai.usage.input_tokens": 1 });
    expect(callOf({ ...counts, endMs: 0, startMs: END_MS })?.occurredAt).toEqual(new Date(END_MS));
    expect(callOf({ ...counts, endMs: 0, startMs: 0 })).toMatchObject({
      occurredAt: NOW,
      isTimeAssumed: true,
    });
  });

  test("of Claude Code without a request id is rejected, because its log record is counted", () => {
    const span = {
      name: "claude_code.llm_request",
      attributes: { input_tokens: 3, output_tokens: 4 },
    };
    expect(() => callOf(span)).toThrow("OTEL_LOGS_EXPORTER=otlp");
  });
});

describe("a call", () => {
  const counts = { "gen_ai.usage.input_tokens": 1 };

  test("belongs to the run of its conversation, or of its trace when it has no conversation", () => {
    expect(callOf(chat(counts))?.run).toEqual({ externalId: TRACE, isAssumed: true });
    const conversation = { ...counts, "gen_ai.conversation.id": "a/b" };
    expect(callOf(chat(conversation))?.run).toEqual({ externalId: "a/b", isAssumed: false });
  });

  test("belongs to a run whose name can be stored, also when the reported name cannot", () => {
    const [one, other] = ["a", "b"].map(
      (end) => callOf(chat({ ...counts, "session.id": `${"x".repeat(400)}\0${end}` }))?.run,
    );
    expect(one?.externalId.length).toBeLessThanOrEqual(300);
    expect(one?.externalId).not.toContain("\0");
    expect(one?.externalId).not.toBe(other?.externalId);
  });

  test("has the scope and the service, cut to 200 characters, as its source", () => {
    const span = { ...chat(counts), scope: "ai", service: "s".repeat(300) };
    expect(callOf(span)?.source).toBe(`otlp-traces ai@${"s".repeat(300)}`.slice(0, 200));
  });
});

describe("the response id", () => {
  const idIn = (output: string, attributes: TestSpan["attributes"] = {}) =>
    callOf(chat({ "gen_ai.usage.input_tokens": 1, "output.value": output, ...attributes }))
      ?.responseId;
  const langChain = (message: object) =>
    JSON.stringify({ generations: [[{ text: "hi", message }]] });

  test.each<[string, string]>([
    ["OpenAI", '{"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4o","choices":[]}'],
    ["OpenAI's Responses", '{"id":"resp_1","object":"response","output":[{"id":"msg_9"}]}'],
    ["Anthropic", '{"model":"claude-opus-5","id":"msg_1","type":"message","content":[]}'],
    [
      "a truncated text",
      '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"message":{"con',
    ],
    ["LangChain", langChain({ lc: 1, kwargs: { id: "chatcmpl-1", content: "hi" } })],
    [
      "LangChain with the Responses API",
      langChain({ id: "msg_9", response_metadata: { id: "resp_1" } }),
    ],
  ])("is taken out of the output of %s", (_, output) => {
    expect(idIn(output)).toMatch(/^(?:chatcmpl-1|resp_1|msg_1)$/);
  });

  test.each<[string, string]>([
    ["text", "The id is chatcmpl-1."],
    ["an answer in JSON", '{"id":"msg_1","name":"Ann"}'],
    ["LangChain's own id", langChain({ id: "run-0197", content: "hi" })],
    ["an id inside the answer", '{"answer":{"id":"chatcmpl-1","object":"chat.completion"}}'],
    ["invalid JSON", '{"generations":[[{"message":{"id":"chatcmpl-1"'],
  ])("is not in %s", (_, output) => {
    expect(idIn(output)).toBeNull();
  });

  test("in an attribute has precedence", () => {
    const output = '{"id":"chatcmpl-1","object":"chat.completion"}';
    expect(idIn(output, { "gen_ai.response.id": "chatcmpl-2" })).toBe("chatcmpl-2");
  });

  test("is found in a response that a limit of attributes has cut off", () => {
    const cut = `{"id":"chatcmpl-1","object":"chat.completion","choices":["${"x".repeat(2_000)}`;
    expect(idIn(cut)).toBe("chatcmpl-1");
  });
});
