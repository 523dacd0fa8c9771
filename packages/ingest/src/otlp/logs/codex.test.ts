import { NO_TOKENS } from "@ai-cost/domain";
import { describe, expect, test } from "vitest";
import {
  type AttributeValues,
  logRequest,
  readRequest,
  type TestLogRecord,
  withoutNulls,
} from "../../testing/otlp/log-request";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const CONVERSATION = "0199e9a4-7c3e-7a51-9d52-6b6f6f4e1a11";

type Change = Readonly<Record<string, AttributeValues[string] | null>>;

/**
 * Codex's event of a completed response with the attributes from Codex's source code: the common
 * attributes of https://github.com/openai/codex/blob/main/codex-rs/otel/src/events/shared/log.rs and the
 * attributes of `sse_event_completed` in .../events/session_telemetry.rs (commit 0136a731, read 23
 * November 2026), where `%` writes a number as text. The record has neither a time nor a body.
 */
const completed = (change: Change = {}): TestLogRecord => ({
  eventName: "event otel/src/events/session_telemetry.rs:973",
  observedTimeUnixNano: "1779278399500000000",
  attributes: withoutNulls({
    "event.name": "codex.sse_event",
    "event.kind": "response.completed",
    "event.timestamp": "2026-05-20T11:59:59.250Z",
    "conversation.id": CONVERSATION,
    "app.version": "0.154.0",
    auth_mode: "ApiKey",
    originator: "codex_exec",
    "user.account_id": "account-id",
    "user.email": "engineer@example.com",
    "terminal.type": "tty",
    model: "gpt-5.1-codex",
    slug: "gpt-5.1-codex",
    input_token_count: "12000",
    output_token_count: "900",
    cached_token_count: 8_000,
    reasoning_token_count: 640,
    tool_token_count: "12900",
    ...change,
  }),
});

const read = (...records: TestLogRecord[]) =>
  readRequest(logRequest(records, { scope: "codex_otel.log_only", service: "codex_exec" }), NOW);
const callOf = (change: Change = {}) => read(completed(change)).calls[0];

test("a completed response is one call without a cost", () => {
  expect(callOf()).toEqual({
    source: "otlp-logs codex",
    provider: null,
    responseId: null,
    ownKey: expect.stringMatching(/^log\/[0-9a-f]{64}$/),
    model: "gpt-5.1-codex",
    run: { externalId: CONVERSATION, isAssumed: false },
    job: { externalId: `codex/${CONVERSATION}/`, isAssumed: false, agentName: "Codex" },
    occurredAt: new Date("2026-05-20T11:59:59.250Z"),
    isTimeAssumed: false,
    tokens: {
      ...NO_TOKENS,
      inputTokens: 12_000n,
      cacheReadTokens: 8_000n,
      cacheWriteTokens: null,
      outputTokens: 900n,
      reasoningTokens: 640n,
    },
    costMicroUsd: null,
  });
});

/**
 * The event is `sse_event` in
 * https://github.com/openai/codex/blob/main/codex-rs/otel/src/events/session_telemetry.rs
 */
test("the end of the stream, an event of the same name and kind without tokens, is not a call", () => {
  const streamEnd = completed({
    duration_ms: "1",
    input_token_count: null,
    output_token_count: null,
    cached_token_count: null,
    reasoning_token_count: null,
    tool_token_count: null,
  });
  expect(read(streamEnd, completed())).toMatchObject({ calls: [{}], messages: [] });
});

test.each<[string, Change]>([
  ["a part of a response", { "event.kind": "response.output_item.done" }],
  ["a request", { "event.name": "codex.api_request" }],
  ["a prompt", { "event.name": "codex.user_prompt", prompt: "super secret prompt" }],
  ["a tool's result", { "event.name": "codex.tool_result", output: "secret output" }],
])("%s is not a call", (_, change) => {
  expect(read(completed(change))).toEqual({ calls: [], messages: [] });
});

test("tokens written to the cache are part of the input", () => {
  expect(callOf({ cache_write_token_count: 500 })?.tokens).toMatchObject({
    inputTokens: 12_000n,
    cacheWriteTokens: 500n,
  });
});

test("the turn is the job when the event names one", () => {
  expect(callOf({ "turn.id": "turn-3" })?.job.externalId).toBe(`codex/${CONVERSATION}/turn-3`);
});

describe("a response is identified by its content", () => {
  const key = callOf()?.ownKey;

  test("the key of an event does not depend on the time at which a collector observed it", () => {
    const seenLater = { ...completed(), observedTimeUnixNano: "1779278405000000000" };
    expect(read(seenLater).calls[0]?.ownKey).toBe(key);
  });

  test.each<[string, Change]>([
    ["time", { "event.timestamp": "2026-05-20T11:59:59.251Z" }],
    ["conversation", { "conversation.id": "another" }],
    ["model", { model: "gpt-5.1" }],
    ["count", { reasoning_token_count: 641 }],
  ])("another %s gives another key", (_, change) => {
    expect(callOf(change)?.ownKey).not.toBe(key);
  });
});

test.each<[string, Change, string]>([
  ["no output", { output_token_count: null }, "output_token_count is missing"],
  ["a negative input", { input_token_count: "-5" }, "input_token_count must be a whole number"],
  [
    "an invalid time",
    { "event.timestamp": "yesterday" },
    "event.timestamp must be a time in ISO 8601",
  ],
])("%s is rejected", (_, change, message) => {
  const { calls, messages } = read(completed(change));
  expect(calls).toEqual([]);
  expect(messages).toEqual([expect.stringContaining(message)]);
});
