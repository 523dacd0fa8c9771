import { canonicalProvider } from "@ai-cost/pricing";
import { describe, expect, test } from "vitest";
import { callKey } from "../../../calls/call-key";
import { UnreadableField } from "../../../fields/unreadable-field";
import { GENERATIONS, MODEL, RESPONSE_ID } from "../../../testing/otlp/generations";
import { END_MS, type SpanStory, TRACE, traceRequest } from "../../../testing/otlp/trace-request";
import { modelCallOf } from "./model-call";
import { traceSpansOf } from "./trace-span";

const NOW = new Date("2026-11-24T10:05:00.000Z");

function spanOf(story: SpanStory) {
  const [span] = traceSpansOf(traceRequest([story]));
  if (!span) throw new Error("the request has no span");
  return span;
}

const callOf = (story: SpanStory) => modelCallOf(spanOf(story), NOW);
const chat = (attributes: SpanStory["attributes"]): SpanStory => ({
  attributes: { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", ...attributes },
});

describe("one call reads alike from", () => {
  test.each(GENERATIONS)("$source", ({ span, lacks = [] }) => {
    expect(spanOf(span).role).toBe("model call");
    const call = callOf(span);
    expect(call?.tokens).toEqual({
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
      : `response/anthropic/${RESPONSE_ID}`;
    expect(call && callKey(call)).toBe(key);
  });
});

describe("Google's counts leave the reasoning out of the output", () => {
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
    const story = {
      attributes: {
        "ai.operationId": "ai.generateText.doGenerate",
        "gen_ai.system": "google.generative-ai",
        "gen_ai.usage.input_tokens": 1000,
        "gen_ai.usage.output_tokens": 100,
        ...attributes,
      },
    };
    expect(callOf(story)?.tokens).toMatchObject({ outputTokens: 150n, reasoningTokens: 50n });
  });

  test("but OpenAI's include it, and the cache too", () => {
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

describe("which spans are model calls", () => {
  const usage = {
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.request.model": "m",
    "gen_ai.system": "openai",
  };
  test.each<[string, "model call" | "agent" | "other", Record<string, string>]>([
    ["a chat", "model call", { "gen_ai.operation.name": "chat" }],
    ["embeddings", "model call", { "gen_ai.operation.name": "embeddings" }],
    ["an agent", "agent", { "gen_ai.operation.name": "invoke_agent" }],
    ["making an agent", "other", { "gen_ai.operation.name": "create_agent" }],
    ["a workflow", "other", { "gen_ai.operation.name": "invoke_workflow" }],
    ["a tool", "other", { "gen_ai.operation.name": "execute_tool" }],
    ["a plan", "other", { "gen_ai.operation.name": "plan" }],
    ["a step of AI SDK 7", "other", { "gen_ai.operation.name": "agent_step" }],
    ["a word that nobody knows", "other", { "gen_ai.operation.name": "ponder" }],
    ["AI SDK's whole", "agent", { "ai.operationId": "ai.generateText" }],
    ["AI SDK's call", "model call", { "ai.operationId": "ai.generateText.doGenerate" }],
    ["AI SDK's embedding", "model call", { "ai.operationId": "ai.embedMany.doEmbed" }],
    ["AI SDK's tool", "other", { "ai.operationId": "ai.toolCall" }],
    ["OpenInference's LLM", "model call", { "openinference.span.kind": "LLM" }],
    ["OpenInference's chain", "other", { "openinference.span.kind": "CHAIN" }],
    ["OpenInference's agent", "agent", { "openinference.span.kind": "AGENT" }],
    ["OpenLLMetry's agent", "agent", { "traceloop.span.kind": "agent" }],
    ["OpenLLMetry's workflow", "other", { "traceloop.span.kind": "workflow" }],
    ["OpenLLMetry's embedding", "model call", { "llm.request.type": "embedding" }],
    ["LangSmith's chain", "other", { "langsmith.span.kind": "chain" }],
    ["Pydantic AI's first agent", "agent", { agent_name: "writer", model_name: "m" }],
    ["one that only bears a model and tokens", "model call", {}],
  ])("%s is %s", (_, role, attributes) => {
    expect(spanOf({ attributes: { ...usage, ...attributes } }).role).toBe(role);
  });

  test("a server's span is none", () => {
    expect(spanOf({ attributes: { "http.request.method": "POST" } }).role).toBe("other");
  });
});

describe("what a call cost", () => {
  test.each<[string, bigint | null, Record<string, string | number>]>([
    [
      "the conventions' proposal",
      1_500n,
      { "gen_ai.usage.cost.amount": 0.0015, "gen_ai.usage.cost.currency": "USD" },
    ],
    [
      "the same in euros",
      null,
      { "gen_ai.usage.cost.amount": 0.0015, "gen_ai.usage.cost.currency": "EUR" },
    ],
    ["text", 1_500n, { "gen_ai.usage.cost.amount": "0.0015" }],
    ["LiteLLM", 14_574n, { "gen_ai.cost.total_cost": 0.014574, "gen_ai.cost.input_cost": 0.01 }],
    ["OpenInference", 2n, { "llm.cost.total": 0.0000015 }],
    ["Pydantic AI", 3_000_000n, { "operation.cost": 3 }],
    ["a flat name", 250_000n, { cost_usd: 0.25 }],
    ["OpenLIT's 0, which it writes for what it does not know", null, { "gen_ai.usage.cost": 0 }],
    ["LiteLLM's 0, an answer from its cache", 0n, { "gen_ai.cost.total_cost": 0 }],
    [
      "Vercel's gateway",
      4_500n,
      { "ai.response.providerMetadata": '{"gateway":{"cost":"0.0045"}}' },
    ],
    ["JSON that was cut", null, { "ai.response.providerMetadata": '{"gateway":{"cost":"0.00' }],
  ])("%s", (_, costMicroUsd, attributes) => {
    expect(callOf(chat({ "gen_ai.usage.input_tokens": 5, ...attributes }))).toMatchObject({
      costMicroUsd,
    });
  });
});

describe("a span that", () => {
  test.each<[string, SpanStory["attributes"]]>([
    ["failed before it was answered", { "error.type": "timeout" }],
    [
      "was answered with nothing",
      { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
    ],
  ])("%s costs nothing and is no fault", (_, attributes) => {
    expect(callOf(chat(attributes))).toBeNull();
  });

  test.each<[string, SpanStory["attributes"]]>([
    ["a negative count", { "gen_ai.usage.input_tokens": -1 }],
    ["NaN", { "gen_ai.usage.input_tokens": Number.NaN }],
    ["infinitely many", { "gen_ai.usage.output_tokens": Number.POSITIVE_INFINITY }],
    ["half a token", { "gen_ai.usage.input_tokens": 1.5 }],
    ["a word", { "gen_ai.usage.input_tokens": "many" }],
    ["a truth", { "gen_ai.usage.input_tokens": true }],
    ["a list", { "gen_ai.usage.input_tokens": ["1"] }],
    ["a total alone", { "gen_ai.usage.total_tokens": 12 }],
    ["a negative cost", { "gen_ai.usage.input_tokens": 1, cost_usd: -1 }],
  ])("has %s cannot be read, and says so without what it had", (_, attributes) => {
    expect(() => callOf(chat(attributes))).toThrow(UnreadableField);
  });

  test("has its counts as text or doubles is read", () => {
    const counts = { "gen_ai.usage.input_tokens": "12", "gen_ai.usage.output_tokens": "3.0" };
    expect(callOf(chat(counts))?.tokens).toMatchObject({ inputTokens: 12n, outputTokens: 3n });
  });

  test("has a total alone and is an embedding is all input", () => {
    const attributes = { "openinference.span.kind": "EMBEDDING", "llm.token_count.total": 12 };
    expect(callOf({ attributes })?.tokens).toMatchObject({ inputTokens: 12n, outputTokens: 0n });
  });

  test("has no end is of its start, and with no times at all of now", () => {
    const counts = chat({ "gen_ai.usage.input_tokens": 1 });
    expect(callOf({ ...counts, endMs: 0, startMs: END_MS })?.occurredAt).toEqual(new Date(END_MS));
    expect(callOf({ ...counts, endMs: 0, startMs: 0 })).toMatchObject({
      occurredAt: NOW,
      isTimeAssumed: true,
    });
  });

  test("is Claude Code's from before its spans had ids is not counted beside its log records", () => {
    const span = {
      name: "claude_code.llm_request",
      attributes: { input_tokens: 3, output_tokens: 4 },
    };
    expect(() => callOf(span)).toThrow("OTEL_LOGS_EXPORTER=otlp");
  });
});

describe("run and job", () => {
  const counts = { "gen_ai.usage.input_tokens": 1 };
  const placeOf = (story: SpanStory) => {
    const call = callOf({
      ...chat({ ...counts, ...story.attributes }),
      ...withoutAttributes(story),
    });
    return { run: call?.run.externalId, job: call?.job.externalId };
  };
  const withoutAttributes = ({ attributes: _, ...story }: SpanStory) => story;
  const parent = "00f067aa0ba902b7";

  test("are the trace and the parent span", () => {
    expect(placeOf({ parent })).toEqual({ run: TRACE, job: `otel/${TRACE}/${parent}//` });
  });

  test("are the span itself where it has no parent", () => {
    expect(placeOf({})).toEqual({ run: TRACE, job: `otel/${TRACE}/b7ad6b7169203331//` });
  });

  test("are told apart by the conversation and the agent that the call names", () => {
    const attributes = { "gen_ai.conversation.id": "a/b", "gen_ai.agent.name": "Writer" };
    expect(placeOf({ parent, attributes })).toEqual({
      run: "a/b",
      job: `otel/${TRACE}/${parent}/Writer/a%2Fb`,
    });
  });

  test("have names that can be stored, however long and odd the source's are", () => {
    const [one, other] = ["a", "b"].map((end) =>
      placeOf({ parent, attributes: { "session.id": `${"x".repeat(400)}\0${end}` } }),
    );
    for (const name of [one?.run, one?.job]) {
      expect(name?.length).toBeLessThanOrEqual(300);
      expect(name).not.toContain("\0");
    }
    expect(one?.run).not.toBe(other?.run);
    expect(one?.job).not.toBe(other?.job);
  });

  test("the source is the scope and the service, cut to 200 characters", () => {
    const story = { ...chat(counts), scope: "ai", service: "s".repeat(300) };
    expect(callOf(story)?.source).toBe(`otlp-traces ai@${"s".repeat(300)}`.slice(0, 200));
  });
});
