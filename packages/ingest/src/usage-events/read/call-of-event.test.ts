import { NO_TOKENS } from "@ai-cost/domain";
import { describe, expect, test } from "vitest";
import { usageEvent } from "../schema/events";
import { callOfEvent } from "./call-of-event";
import { eventKey } from "./event-key";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const MINIMAL = { id: "call-1", model: "gpt-5", inputTokens: 1200, outputTokens: 350 };

const callOf = (more: object) =>
  callOfEvent(usageEvent.parse({ ...MINIMAL, ...more }), "event//call-1", NOW);

test("an event with only the required fields is a completed job of its own, at the time of receipt", () => {
  expect(callOf({})).toEqual({
    source: "usage-events",
    ownKey: "event//call-1",
    keepsOwnKey: true,
    responseId: null,
    provider: null,
    model: "gpt-5",
    run: { externalId: "usage-events/2026-05-20", isAssumed: true },
    job: {
      externalId: "event//call-1",
      isAssumed: true,
      agentName: null,
      waitsForAgent: false,
      finished: { status: "completed", at: NOW },
    },
    occurredAt: NOW,
    isTimeAssumed: true,
    tokens: { ...NO_TOKENS, inputTokens: 1200n, outputTokens: 350n },
    units: null,
    serviceTier: null,
    costMicroUsd: null,
  });
});

test("an event may have kinds of tokens, a tier and units", () => {
  const counts = {
    cacheWriteTokens: 9,
    cacheWrite1hTokens: 8,
    audioInputTokens: 7,
    imageInputTokens: 6,
    audioOutputTokens: 5,
    imageOutputTokens: 4,
  };
  expect(callOf({ ...counts, serviceTier: "batch", units: { web_search: 3 } })).toMatchObject({
    tokens: {
      cacheWriteTokens: 9n,
      cacheWrite1hTokens: 8n,
      audioInputTokens: 7n,
      imageInputTokens: 6n,
      audioOutputTokens: 5n,
      imageOutputTokens: 4n,
    },
    serviceTier: "batch",
    units: { web_search: 3 },
  });
  for (const serviceTier of ["standard", "default"])
    expect(callOf({ serviceTier }).serviceTier).toBeNull();
});

describe("an event with", () => {
  const time = "2026-05-19T23:30:00.1239-02:30";
  const at = new Date("2026-05-20T02:00:00.123Z");
  test.each([
    [
      "a time belongs to that UTC day, and is cut to milliseconds",
      { time },
      { occurredAt: at, isTimeAssumed: false, run: { externalId: "usage-events/2026-05-20" } },
    ],
    [
      "a source belongs to a run of that source",
      { source: "nightly" },
      { source: "usage-events nightly", run: { externalId: "usage-events/2026-05-20/nightly" } },
    ],
    [
      "a run belongs to that run",
      { run: "r" },
      { run: { externalId: "r" }, job: { externalId: "event//call-1" } },
    ],
    [
      "a job does not end the job, which waits for its agent",
      { run: "r", job: "j" },
      { job: { externalId: "j", isAssumed: false, waitsForAgent: true, agentName: null } },
    ],
    [
      "a job and a status ends the job at the event's time",
      { run: "r", job: "j", status: "failed", time },
      { job: { finished: { status: "failed", at } } },
    ],
    [
      "a status and no job ends its own job with that status",
      { status: "cancelled" },
      { job: { finished: { status: "cancelled" } } },
    ],
    [
      "an agent has that agent name",
      { agent: "Research Agent" },
      { job: { agentName: "Research Agent" } },
    ],
    [
      "a response id keeps it",
      { provider: "openai", responseId: "resp_1" },
      { provider: "openai", responseId: "resp_1" },
    ],
    [
      "finer counts keeps them",
      { cacheReadTokens: 1000, cacheWriteTokens: 0, reasoningTokens: 9 },
      { tokens: { cacheReadTokens: 1000n, cacheWriteTokens: 0n, reasoningTokens: 9n } },
    ],
    ["a cost as text costs that", { cost: "0.0145" }, { costMicroUsd: 14_500n }],
    ["a cost as a number costs that", { cost: 0.1 }, { costMicroUsd: 100_000n }],
    ["a cost of half a millionth costs 0", { cost: "0.0000005" }, { costMicroUsd: 0n }],
    ["a cost of one and a half millionths costs two", { cost: 1.5e-6 }, { costMicroUsd: 2n }],
    [
      "a cost a hair above half a millionth costs one",
      { cost: "0.000000500000000000000000000001" },
      { costMicroUsd: 1n },
    ],
    [
      "a large cost keeps its millionths",
      { cost: "999999.123456" },
      { costMicroUsd: 999_999_123_456n },
    ],
    ["a cost of 0 costs 0", { cost: 0 }, { costMicroUsd: 0n }],
    ["a cost of -0 costs 0", { cost: -0 }, { costMicroUsd: 0n }],
    ["a cost in thousands costs that", { cost: 1e3 }, { costMicroUsd: 1_000_000_000n }],
    ["a small exponent as text costs that", { cost: "1e-3" }, { costMicroUsd: 1_000n }],
    ["a cost that no double holds exactly", { cost: 19.99 }, { costMicroUsd: 19_990_000n }],
    ["the same cost as text", { cost: "19.99" }, { costMicroUsd: 19_990_000n }],
    ["a cost a hair above a dollar", { cost: "1.0000001" }, { costMicroUsd: 1_000_000n }],
  ])("%s", (_, more, call) => {
    expect(callOf(more)).toMatchObject(call);
  });

  test("an event with a job and without a status does not end the job", () => {
    expect(callOf({ run: "r", job: "j" }).job).not.toHaveProperty("finished");
  });
});

describe("the key of an event is made from its source and its id", () => {
  test.each([
    ["nightly", "a", "event/nightly/a"],
    ["", "a", "event//a"],
    ["https://ci.example.com/x", "a/b", "event/https:%2F%2Fci.example.com%2Fx/a%2Fb"],
    ["50%", "a", "event/50%25/a"],
    ["a%2F", "b", "event/a%252F/b"],
  ])("%j and %j: %s", (source, id, key) => {
    expect(eventKey(source, id)).toBe(key);
  });

  test("a key is at most as long as a job's name", () => {
    expect(eventKey("s".repeat(128), "i".repeat(128))).toHaveLength(263);
    expect(eventKey("/".repeat(128), "i".repeat(128))).toBeNull();
  });
});
