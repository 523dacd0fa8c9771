import { describe, expect, test } from "vitest";
import {
  type AttributeValues,
  logRequest,
  readRequest,
  type TestLogRecord,
  withoutNulls,
} from "../../testing/otlp/log-request";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";

type Change = Readonly<Record<string, AttributeValues[string] | null>>;

const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");

/** A log record that reports a call with as few attributes as possible. */
const plain = (change: Change = {}, record: Partial<TestLogRecord> = {}): TestLogRecord => ({
  timeUnixNano: "1779278399123456789",
  attributes: withoutNulls({
    "gen_ai.request.model": "gpt-5",
    "gen_ai.usage.input_tokens": 1_000,
    "gen_ai.usage.output_tokens": 200,
    ...change,
  }),
  ...record,
});

/**
 * The event of a call in the semantic conventions:
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-events.md#event-gen_aiclientinferenceoperationdetails
 */
const callEvent = (change: Change = {}): TestLogRecord =>
  plain(
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.conversation.id": "conv_5j66UpCpwteGg4YSxUnt7lPY",
      "gen_ai.response.id": "chatcmpl-123",
      "gen_ai.response.model": "gpt-5-2025-08-07",
      "gen_ai.usage.cache_read.input_tokens": 400,
      "gen_ai.usage.reasoning.output_tokens": 50,
      "gen_ai.input.messages": "[{}]",
      ...change,
    },
    {
      eventName: "gen_ai.client.inference.operation.details",
      traceId: base64(TRACE),
      spanId: base64(SPAN),
    },
  );

const read = (...records: TestLogRecord[]) =>
  readRequest(logRequest(records, { scope: "my-scope", service: "my-service" }), NOW);
const callOf = (record: TestLogRecord) => read(record).calls[0];

test("the event of a call is identified by the response id", () => {
  expect(callOf(callEvent())).toMatchObject({
    source: "otlp-logs my-scope@my-service",
    provider: "openai",
    responseId: "chatcmpl-123",
    model: "gpt-5-2025-08-07",
    run: { externalId: "conv_5j66UpCpwteGg4YSxUnt7lPY" },
    job: { externalId: "log/conv_5j66UpCpwteGg4YSxUnt7lPY/", agentName: null },
    tokens: {
      inputTokens: 1_000n,
      cacheReadTokens: 400n,
      outputTokens: 200n,
      reasoningTokens: 50n,
    },
    costMicroUsd: null,
  });
});

test("a record without a run is a job of its own, in a run for its service and day", () => {
  const call = callOf(plain());
  expect(call).toMatchObject({
    run: { externalId: "otlp-logs/my-service/2026-05-20", isAssumed: true },
    job: { externalId: call?.ownKey, isAssumed: true, finished: { status: "completed" } },
    occurredAt: new Date("2026-05-20T11:59:59.123Z"),
  });
});

test("a record with an error type is a failed job", () => {
  expect(callOf(plain({ "error.type": "timeout" }))?.job.finished?.status).toBe("failed");
});

test("the calls of one agent in a trace are a job", () => {
  const record = plain({ "gen_ai.agent.name": "Research" }, { traceId: base64(TRACE) });
  expect(callOf(record)).toMatchObject({
    run: { externalId: TRACE },
    job: { externalId: `log/${TRACE}/Research`, agentName: "Research" },
  });
});

describe("the key of a record", () => {
  const keyOf = (record: TestLogRecord) => callOf(record)?.ownKey;
  const inSpan = { traceId: base64(TRACE), spanId: base64(SPAN) };

  test.each<[string, TestLogRecord, string]>([
    ["is its own id", plain({ "log.record.uid": "01HX", "event.id": "7" }), "log/record/01HX"],
    ["is its event's id, with its service", plain({ "event.id": "7" }), "log/event/my-service/7"],
    [
      "is its response id when it names no provider",
      plain({ "gen_ai.response.id": "resp_1" }),
      "log/event/my-service/resp_1",
    ],
    [
      "is the call's span for the event of a call",
      callEvent({ "gen_ai.response.id": null }),
      `span/${TRACE}/${SPAN}`,
    ],
    ["is a hash of its content otherwise", plain(), expect.stringMatching(/^log\/[0-9a-f]{64}$/)],
    [
      "is a hash within a span too, which may have several records",
      plain({}, inSpan),
      expect.stringMatching(/^log\/[0-9a-f]{64}$/),
    ],
  ])("%s", (_, record, key) => {
    expect(keyOf(record)).toEqual(key);
  });

  test.each<[string, TestLogRecord]>([
    ["that is a nanosecond later", plain({}, { timeUnixNano: "1779278399123456790" })],
    ["in a span", plain({}, inSpan)],
    ["with another token", plain({ "gen_ai.usage.output_tokens": 201 })],
    ["of another agent", plain({ "gen_ai.agent.name": "Research" })],
  ])("differs for a record %s", (_, record) => {
    expect(keyOf(record)).not.toBe(keyOf(plain()));
  });

  test("is the same for the same record", () => {
    expect(keyOf(plain({}, { observedTimeUnixNano: "1779278400000000000" }))).toBe(keyOf(plain()));
  });
});

test.each<[string, Change, object]>([
  [
    "the earlier names",
    {
      "gen_ai.usage.input_tokens": null,
      "gen_ai.usage.prompt_tokens": 1_000,
      "gen_ai.usage.output_tokens": null,
      "gen_ai.usage.completion_tokens": 200,
      "gen_ai.system": "openai",
    },
    { provider: "openai", tokens: { inputTokens: 1_000n, outputTokens: 200n } },
  ],
  [
    "an input count that excludes the cache",
    { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.cache_read.input_tokens": 990 },
    { tokens: { inputTokens: 1_000n, cacheReadTokens: 990n } },
  ],
  ["a cost", { "gen_ai.usage.cost": 0.0125 }, { costMicroUsd: 12_500n }],
  [
    "an embedding",
    { "gen_ai.operation.name": "embeddings", "gen_ai.usage.output_tokens": null },
    { tokens: { inputTokens: 1_000n, outputTokens: 0n } },
  ],
])("%s: the call is read", (_, change, expected) => {
  expect(callOf(plain(change))).toMatchObject(expected);
});

const WITHOUT_COUNTS: Change = {
  "gen_ai.usage.input_tokens": null,
  "gen_ai.usage.output_tokens": null,
  "gen_ai.usage.cache_read.input_tokens": null,
  "gen_ai.usage.reasoning.output_tokens": null,
};

test.each<[string, Change]>([
  ["counts", {}],
  ["other counts than 0", { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 }],
  ["counts and a response id", { "gen_ai.response.id": null }],
])("the event of an answered call without %s is a call of unknown usage", (_, change) => {
  expect(callOf(callEvent({ ...WITHOUT_COUNTS, ...change }))).toMatchObject({
    tokens: null,
    usageGap: "no_counts",
    costMicroUsd: null,
  });
});

test.each<[string, Change]>([
  ["an error", { "error.type": "timeout" }],
  ["the reason error", { "gen_ai.response.finish_reasons": "error" }],
  ["the usage of an agent", { "gen_ai.operation.name": "invoke_agent" }],
])("an event without counts, with %s, is not a call", (_, change) => {
  expect(read(callEvent({ ...WITHOUT_COUNTS, ...change }))).toEqual({ calls: [], messages: [] });
});

test.each<[string, Change]>([
  ["the usage of an agent", { "gen_ai.operation.name": "invoke_agent" }],
  ["the usage of a tool", { "gen_ai.operation.name": "execute_tool" }],
  [
    "a call that failed before it was answered",
    { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
  ],
  [
    "a record without tokens",
    { "gen_ai.usage.input_tokens": null, "gen_ai.usage.output_tokens": null },
  ],
])("%s is not a call", (_, change) => {
  expect(read(plain(change))).toEqual({ calls: [], messages: [] });
});
