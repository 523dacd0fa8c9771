import { NO_TOKENS } from "@ai-cost/domain";
import { describe, expect, test } from "vitest";
import { apiRequest, CLAUDE_CODE, PROMPT, SESSION } from "../../testing/otlp/claude-code-event";
import {
  type AttributeValues,
  logRequest,
  readRequest,
  type TestEmitter,
  type TestLogRecord,
} from "../../testing/otlp/log-request";

const NOW = new Date("2026-05-20T12:00:00.000Z");

type Change = Readonly<Record<string, AttributeValues[string] | null>>;

const read = (record: TestLogRecord, emitter: TestEmitter = CLAUDE_CODE) =>
  readRequest(logRequest([record], emitter), NOW);
const callOf = (change: Change = {}, record: Partial<TestLogRecord> = {}) =>
  read({ ...apiRequest(change), ...record }).calls[0];

test("an answered request is one call, whose input includes the cache", () => {
  expect(callOf()).toEqual({
    source: "otlp-logs claude-code",
    provider: "anthropic",
    responseId: "req_011CSHoEeqs5C35K2UUqR7Fy",
    ownKey: `claude-code/event/${SESSION}/2026-05-20T11:59:58.123Z/7`,
    model: "claude-sonnet-5",
    run: { externalId: SESSION, isAssumed: false },
    job: {
      externalId: `claude-code/${SESSION}/${PROMPT}/Claude Code`,
      isAssumed: false,
      agentName: "Claude Code",
    },
    occurredAt: new Date("2026-05-20T11:59:58.123Z"),
    isTimeAssumed: false,
    tokens: {
      ...NO_TOKENS,
      inputTokens: 21_512n,
      cacheReadTokens: 20_000n,
      cacheWriteTokens: 1_500n,
      outputTokens: 350n,
      reasoningTokens: null,
    },
    costMicroUsd: 16_898n,
  });
});

test("counts may be text or numbers", () => {
  const numbers = {
    input_tokens: 12,
    output_tokens: 350n,
    cache_read_tokens: 20_000,
    cache_creation_tokens: 1_500,
    cost_usd: 0.0168975,
  };
  expect(callOf(numbers)).toEqual(callOf());
});

describe("the agent of", () => {
  test.each<[string, Change, string]>([
    ["the main thread", {}, "Claude Code"],
    ["its background work", { query_source: "compact" }, "Claude Code"],
    ["a version that does not name the source", { query_source: null }, "Claude Code"],
    ["a subagent, from its name", { "agent.name": "Explore" }, "Explore"],
    ["a subagent whose name is hidden", { "agent.name": "custom" }, "custom"],
    ["a built-in subagent, from its source", { query_source: "agent:builtin:Plan" }, "Plan"],
    ["a custom subagent, from its source", { query_source: "agent:custom" }, "custom"],
    ["a request with an empty name", { "agent.name": "" }, "Claude Code"],
  ])("%s", (_, change, agentName) => {
    expect(callOf(change)?.job).toMatchObject({
      agentName,
      externalId: `claude-code/${SESSION}/${PROMPT}/${agentName}`,
    });
  });
});

describe("the run and the job", () => {
  test("without a prompt, the job is the agent's work in the session", () => {
    expect(callOf({ "prompt.id": null })?.job.externalId).toBe(
      `claude-code/${SESSION}//Claude Code`,
    );
  });

  test("without a session, the prompt is the run", () => {
    expect(callOf({ "session.id": null })?.run).toEqual({ externalId: PROMPT, isAssumed: false });
  });

  test("without both, the day is the run", () => {
    const call = callOf({ "session.id": null, "prompt.id": null });
    expect(call?.run).toEqual({ externalId: "claude-code/2026-05-20", isAssumed: true });
    expect(call?.job.isAssumed).toBe(true);
  });
});

describe("the key of a request without an id from Anthropic", () => {
  const own = (change: Change) => callOf({ request_id: null, ...change })?.ownKey;

  test("is the client's id of the request", () => {
    expect(own({ client_request_id: "5d5c1c1a" })).toBe("claude-code/request/5d5c1c1a");
  });

  test("is the sequence number in the session with the time, because the sequence restarts", () => {
    expect(own({})).not.toBe(own({ "event.timestamp": "2026-05-20T11:59:59.000Z" }));
    expect(own({})).toBe(own({}));
  });

  test("is a hash of its content otherwise", () => {
    const bare = { "event.sequence": null, "event.timestamp": null };
    expect(own(bare)).toMatch(/^log\/[0-9a-f]{64}$/);
    expect(own(bare)).toBe(own(bare));
    expect(own(bare)).not.toBe(own({ ...bare, output_tokens: "351" }));
  });
});

describe("the time of a call is", () => {
  const untimed = { timeUnixNano: "0", observedTimeUnixNano: "0" };

  test.each<[string, Change, Partial<TestLogRecord>, string]>([
    ["the record's time", { "event.timestamp": null }, {}, "2026-05-20T11:59:58.123Z"],
    ["the event's time otherwise", {}, untimed, "2026-05-20T11:59:58.123Z"],
    [
      "the time of observation otherwise",
      { "event.timestamp": null },
      { timeUnixNano: "0", observedTimeUnixNano: "1779278399000000000" },
      "2026-05-20T11:59:59.000Z",
    ],
    ["the clock's time otherwise", { "event.timestamp": null }, untimed, NOW.toISOString()],
  ])("%s", (_, change, record, at) => {
    expect(callOf(change, record)).toMatchObject({
      occurredAt: new Date(at),
      isTimeAssumed: at === NOW.toISOString(),
    });
  });
});

describe("the cost", () => {
  test.each<[string, AttributeValues[string] | null, bigint | null]>([
    ["is exact when it is text", "0.0168975", 16_898n],
    ["is rounded half to even", "0.0000025", 2n],
    ["may have an exponent", "1.5e-5", 15n],
    ["may be 0", "0", 0n],
    ["is unknown when it is missing", null, null],
  ])("%s", (_, cost, amountMicroUsd) => {
    expect(callOf({ cost_usd: cost })?.costMicroUsd).toBe(amountMicroUsd);
  });
});

describe("a record is rejected with the name of the field, without its value:", () => {
  const TOKENS = "must be a whole number, 0 or more";

  test.each<[string, Change, string]>([
    ["no input", { input_tokens: null }, "input_tokens is missing"],
    ["no output", { output_tokens: null }, "output_tokens is missing"],
    ["a negative number", { input_tokens: -1 }, `input_tokens ${TOKENS}`],
    ["a negative text", { output_tokens: "-1" }, `output_tokens ${TOKENS}`],
    ["half a token", { cache_read_tokens: 1.5 }, `cache_read_tokens ${TOKENS}`],
    ["NaN", { input_tokens: Number.NaN }, `input_tokens ${TOKENS}`],
    ["a number that is too large", { input_tokens: 1e308 }, `input_tokens ${TOKENS}`],
    ["a word", { cache_creation_tokens: "secret" }, `cache_creation_tokens ${TOKENS}`],
    ["a boolean", { input_tokens: true }, `input_tokens ${TOKENS}`],
    ["a negative cost", { cost_usd: "-0.1" }, "cost_usd must be US dollars, 0 or more"],
    ["an infinite cost", { cost_usd: Number.POSITIVE_INFINITY }, "cost_usd must be US dollars"],
    ["a word as a cost", { cost_usd: "secret" }, "cost_usd must be US dollars, 0 or more"],
  ])("%s", (_, change, message) => {
    const { calls, messages } = read(apiRequest(change));
    expect(calls).toEqual([]);
    expect(messages).toEqual([expect.stringContaining(`1 log record not counted: ${message}`)]);
    expect(messages.join()).not.toContain("secret");
  });
});

describe("a record is recognised", () => {
  const bare = (change: Change) => ({ ...apiRequest(change), body: "" });
  const foreign = { scope: "my-app", service: "my-app" };

  test.each<[string, TestLogRecord, TestEmitter, number]>([
    ["by its body", apiRequest({ "event.name": null }), foreign, 1],
    ["by its event name", { ...bare({}), eventName: "claude_code.api_request" }, foreign, 1],
    ["by an attribute and the scope", bare({}), { scope: CLAUDE_CODE.scope }, 1],
    ["by an attribute and the service", bare({}), { service: "claude-code-desktop" }, 1],
    ["not for the same event of another program", bare({}), foreign, 0],
    [
      "not for a failed request",
      { ...apiRequest({ "event.name": "api_error" }), body: "claude_code.api_error" },
      CLAUDE_CODE,
      0,
    ],
    [
      "not for the event of a request's body",
      { ...apiRequest({ "event.name": "api_request_body" }), body: "claude_code.api_request_body" },
      CLAUDE_CODE,
      0,
    ],
    [
      "not for the total of a subagent",
      {
        ...apiRequest({ "event.name": "subagent_completed", total_tokens: "9000" }),
        body: "claude_code.subagent_completed",
      },
      CLAUDE_CODE,
      0,
    ],
  ])("%s", (_, record, emitter, count) => {
    const { calls, messages } = read(record, emitter);
    expect(calls).toHaveLength(count);
    expect(messages).toEqual([]);
  });
});
