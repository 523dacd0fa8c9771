import { describe, expect, test } from "vitest";
import {
  type AttributeValues,
  logRequest,
  type RecordStory,
  readRequest,
  withoutNulls,
} from "../../testing/otlp/log-request";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";

type Change = Readonly<Record<string, AttributeValues[string] | null>>;

const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");

/** What any program can log of a call. */
const plain = (change: Change = {}, record: Partial<RecordStory> = {}): RecordStory => ({
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
 * The conventions' event of a call:
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-events.md#event-gen_aiclientinferenceoperationdetails
 */
const callEvent = (change: Change = {}): RecordStory =>
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

const read = (...records: RecordStory[]) =>
  readRequest(logRequest(records, { scope: "my-scope", service: "my-service" }), NOW);
const callOf = (record: RecordStory) => read(record).calls[0];

test("the event of a call is the call, known by its response", () => {
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

test("a record that names nothing is a job of its own in its service's day", () => {
  const call = callOf(plain());
  expect(call).toMatchObject({
    run: { externalId: "otlp-logs/my-service/2026-05-20", isAssumed: true },
    job: { externalId: call?.ownKey, isAssumed: true, finished: { status: "completed" } },
    occurredAt: new Date("2026-05-20T11:59:59.123Z"),
  });
});

test("one that says what went wrong is a failed job", () => {
  expect(callOf(plain({ "error.type": "timeout" }))?.job.finished?.status).toBe("failed");
});

test("what an agent did in a trace is a job", () => {
  const record = plain({ "gen_ai.agent.name": "Research" }, { traceId: base64(TRACE) });
  expect(callOf(record)).toMatchObject({
    run: { externalId: TRACE },
    job: { externalId: `log/${TRACE}/Research`, agentName: "Research" },
  });
});

describe("what a record is known by", () => {
  const keyOf = (record: RecordStory) => callOf(record)?.ownKey;
  const inSpan = { traceId: base64(TRACE), spanId: base64(SPAN) };

  test.each<[string, RecordStory, string]>([
    ["its own id", plain({ "log.record.uid": "01HX", "event.id": "7" }), "log/record/01HX"],
    ["its event's, in its service", plain({ "event.id": "7" }), "log/event/my-service/7"],
    [
      "its response's, of whichever provider",
      plain({ "gen_ai.response.id": "resp_1" }),
      "log/event/my-service/resp_1",
    ],
    [
      "the event of a call by the call's span",
      callEvent({ "gen_ai.response.id": null }),
      `span/${TRACE}/${SPAN}`,
    ],
    ["else by all that it says", plain(), expect.stringMatching(/^log\/[0-9a-f]{64}$/)],
    [
      "also within a span, which may hold many",
      plain({}, inSpan),
      expect.stringMatching(/^log\/[0-9a-f]{64}$/),
    ],
  ])("%s", (_, record, key) => {
    expect(keyOf(record)).toEqual(key);
  });

  test.each<[string, RecordStory]>([
    ["a nanosecond later", plain({}, { timeUnixNano: "1779278399123456790" })],
    ["in a span", plain({}, inSpan)],
    ["with a token more", plain({ "gen_ai.usage.output_tokens": 201 })],
    ["of another agent", plain({ "gen_ai.agent.name": "Research" })],
  ])("a record %s is another one", (_, record) => {
    expect(keyOf(record)).not.toBe(keyOf(plain()));
  });

  test("the same record again is the same", () => {
    expect(keyOf(plain({}, { observedTimeUnixNano: "1779278400000000000" }))).toBe(keyOf(plain()));
  });
});

test.each<[string, Change, object]>([
  [
    "the names of before",
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
    "an input that leaves the cache out",
    { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.cache_read.input_tokens": 990 },
    { tokens: { inputTokens: 1_000n, cacheReadTokens: 990n } },
  ],
  ["a cost", { "gen_ai.usage.cost": 0.0125 }, { costMicroUsd: 12_500n }],
  [
    "an embedding",
    { "gen_ai.operation.name": "embeddings", "gen_ai.usage.output_tokens": null },
    { tokens: { inputTokens: 1_000n, outputTokens: 0n } },
  ],
])("%s is understood", (_, change, expected) => {
  expect(callOf(plain(change))).toMatchObject(expected);
});

test.each<[string, Change]>([
  ["an agent's sum", { "gen_ai.operation.name": "invoke_agent" }],
  ["a tool's", { "gen_ai.operation.name": "execute_tool" }],
  [
    "what failed before it was answered",
    { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
  ],
  [
    "a record without tokens",
    { "gen_ai.usage.input_tokens": null, "gen_ai.usage.output_tokens": null },
  ],
])("%s is no call", (_, change) => {
  expect(read(plain(change))).toEqual({ calls: [], messages: [] });
});
