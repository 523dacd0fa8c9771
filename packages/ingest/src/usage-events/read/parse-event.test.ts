import { describe, expect, test } from "vitest";
import { parseEvent } from "./parse-event";

const USAGE = { id: "call-1", model: "gpt-5", inputTokens: 1200, outputTokens: 350 };
const RUN = { type: "run", id: "r-1", run: "nightly", status: "running" };
const JOB = { type: "job", id: "j-1", run: "nightly", job: "research", status: "completed" };
const CLOUD = {
  specversion: "1.0",
  id: "call-1",
  source: "https://ci.example.com/nightly",
  type: "com.example.agent.usage",
  time: "2026-05-20T12:00:00Z",
  data: { model: "gpt-5", inputTokens: 1200, outputTokens: 350 },
};

const problemWith = (event: unknown): unknown => {
  const parsed = parseEvent(event);
  return "problem" in parsed ? parsed.problem : "none";
};

describe("a valid event", () => {
  test.each<[string, unknown]>([
    ["a call with only the required fields", USAGE],
    ["a call with its cost and no model", { ...USAGE, model: undefined, cost: "0.0145" }],
    ["a call without tokens", { ...USAGE, inputTokens: 0, outputTokens: 0 }],
    [
      "a count that is written as 1200.0",
      JSON.parse('{"id":"a","model":"m","inputTokens":1200.0,"outputTokens":1.2e3}'),
    ],
    ["a cost of 0", { ...USAGE, cost: 0 }],
    ["a cost in millionths", { ...USAGE, cost: 1.5e-7 }],
    ["a cost with 30 decimals", { ...USAGE, cost: `0.${"1".repeat(30)}` }],
    ["a cost of a million", { ...USAGE, cost: 1e6 }],
    ["a cost of a million as text", { ...USAGE, cost: "1000000.00" }],
    ["a cost just below a million", { ...USAGE, cost: "999999.999999" }],
    ["a small cost as Python writes it", { ...USAGE, cost: "1.5E-7" }],
    ["null for optional fields", { ...USAGE, run: null, job: null, cost: null, time: null }],
    [
      "a time with an offset and nanoseconds",
      { ...USAGE, time: "2026-05-20T12:00:00.123456789+02:00" },
    ],
    ["a job with its run", { ...USAGE, run: "nightly", job: "research", status: "failed" }],
    ["a name of 128 characters", { ...USAGE, id: "x".repeat(128) }],
    ["names in any script", { ...USAGE, id: "呼び出し-🤖", agent: "Café" }],
    ["an unknown field of ten megabytes", { ...USAGE, prompt: "x".repeat(10_000_000) }],
    ["a run", RUN],
    ["a run with a status in the sender's own words", { ...RUN, status: "warming up" }],
    ["a job", JOB],
    ["a CloudEvent", CLOUD],
    ["a CloudEvent with a short type", { ...CLOUD, type: "usage" }],
    [
      "a CloudEvent that declares its content as JSON",
      { ...CLOUD, datacontenttype: "application/json; charset=utf-8" },
    ],
  ])("%s", (_, event) => {
    expect(problemWith(event)).toBe("none");
  });
});

const TOKENS = "must be a whole number from 0 to 1000000000000, without quotes";
const COST = "must be US dollars, from 0 to 1000000, as a number or as text such as 0.0145";
const TIME = "must be a time in ISO 8601 with its zone, such as 2026-05-20T12:00:00Z";
const ID = "must be text of 1 to 128 characters";

describe("an invalid event", () => {
  test.each<[string, unknown, string]>([
    ["a number", 12, "the event must be a JSON object"],
    ["an array in the array", [USAGE], "the event must be a JSON object"],
    ["null", null, "the event must be a JSON object"],
    [
      "an empty object",
      {},
      `id is missing: it ${ID}; inputTokens is missing: it ${TOKENS}; outputTokens is missing: it ${TOKENS}`,
    ],
    ["an id that is a number", { ...USAGE, id: 7 }, `id ${ID}`],
    ["an empty id", { ...USAGE, id: "" }, `id ${ID}`],
    ["an id of a megabyte", { ...USAGE, id: "x".repeat(1_000_000) }, `id ${ID}`],
    [
      "a NUL",
      { ...USAGE, id: "a\0b" },
      "id must be text without control characters and halves of surrogate pairs",
    ],
    [
      "half a character",
      { ...USAGE, run: "\ud83d" },
      "run must be text without control characters and halves of surrogate pairs",
    ],
    [
      "an unknown type",
      { ...USAGE, type: "charge" },
      "type must be usage, run or job; without one the event is usage",
    ],
    [
      "a type that is a property of every object",
      { ...USAGE, type: "toString" },
      "type must be usage, run or job; without one the event is usage",
    ],
    [
      "misspelt tokens",
      { id: "a", model: "m", input_tokens: 1, outputTokens: 1 },
      `inputTokens is missing: it ${TOKENS}`,
    ],
    ["tokens in quotes", { ...USAGE, inputTokens: "1200" }, `inputTokens ${TOKENS}`],
    ["half a token", { ...USAGE, inputTokens: 0.5 }, `inputTokens ${TOKENS}`],
    ["a negative number of tokens", { ...USAGE, outputTokens: -1 }, `outputTokens ${TOKENS}`],
    [
      "more tokens than a number holds exactly",
      { ...USAGE, inputTokens: 2 ** 53 },
      `inputTokens ${TOKENS}`,
    ],
    ["a very large number", { ...USAGE, inputTokens: 1e308 }, `inputTokens ${TOKENS}`],
    [
      "an infinite number",
      JSON.parse('{"id":"a","model":"m","inputTokens":1e999,"outputTokens":1}'),
      `inputTokens ${TOKENS}`,
    ],
    ["null tokens", { ...USAGE, inputTokens: null }, `inputTokens ${TOKENS}`],
    ["NaN as text", { ...USAGE, cost: "NaN" }, `cost ${COST}`],
    ["a negative cost", { ...USAGE, cost: -0.01 }, `cost ${COST}`],
    ["a negative cost as text", { ...USAGE, cost: "-0.01" }, `cost ${COST}`],
    ["a cost with a currency sign", { ...USAGE, cost: "$1" }, `cost ${COST}`],
    ["a cost above a million", { ...USAGE, cost: 1_000_000.000001 }, `cost ${COST}`],
    ["a cost above a million as text", { ...USAGE, cost: "1000000.000001" }, `cost ${COST}`],
    ["a cost of ten millions as text", { ...USAGE, cost: "10000000" }, `cost ${COST}`],
    ...["1e3", "-0", "-1", "٣", "1,5", " 1", "", true, {}].map(
      (cost): [string, unknown, string] => [
        `the cost ${JSON.stringify(cost)}`,
        { ...USAGE, cost },
        `cost ${COST}`,
      ],
    ),
    [
      "neither model nor cost",
      { ...USAGE, model: undefined },
      "model is missing, and so is cost: give one of them, or nothing says what the call costs",
    ],
    [
      "a job without its run",
      { ...USAGE, job: "research" },
      "run is missing: a job is part of a run, so name both or neither",
    ],
    ["a time without its zone", { ...USAGE, time: "2026-05-20T12:00:00" }, `time ${TIME}`],
    ["a day", { ...USAGE, time: "2026-05-20" }, `time ${TIME}`],
    ["a day that does not exist", { ...USAGE, time: "2026-02-30T12:00:00Z" }, `time ${TIME}`],
    ["Unix time", { ...USAGE, time: 1779278400 }, `time ${TIME}`],
    [
      "a call with a status that does not end a job",
      { ...USAGE, run: "r", job: "j", status: "running" },
      "status must be one of completed, failed, cancelled",
    ],
    [
      "two fields at once",
      { ...USAGE, id: "", inputTokens: -1 },
      `id ${ID}; inputTokens ${TOKENS}`,
    ],
    [
      "a run without its status",
      { ...RUN, status: undefined },
      "status is missing: it must be text of 1 to 100 characters",
    ],
    [
      "a job with an unknown status",
      { ...JOB, status: "done" },
      "status must be one of queued, running, completed, failed, cancelled",
    ],
    [
      "a job event without the run",
      { ...JOB, run: undefined },
      "run is missing: it must be text of 1 to 300 characters",
    ],
    [
      "another version of CloudEvents",
      { ...CLOUD, specversion: "0.3" },
      'specversion must be "1.0"',
    ],
    ["a CloudEvent without source", { ...CLOUD, source: undefined }, `source is missing: it ${ID}`],
    [
      "a CloudEvent of another type",
      { ...CLOUD, type: "com.example.usages" },
      "type must be usage, run or job, or end in one of them as in com.example.agent.usage",
    ],
    [
      "a CloudEvent with its data in another field",
      { ...CLOUD, data: undefined, data_base64: "e30=" },
      "data is missing: it must be an object with the event's fields",
    ],
    [
      "a CloudEvent with other content than JSON",
      { ...CLOUD, datacontenttype: "text/xml" },
      "datacontenttype must be application/json",
    ],
    [
      "a wrong field in data",
      { ...CLOUD, data: { ...CLOUD.data, inputTokens: -1 } },
      `data.inputTokens ${TOKENS}`,
    ],
    [
      "a missing field in data",
      { ...CLOUD, data: { model: "m", inputTokens: 1 } },
      `data.outputTokens is missing: it ${TOKENS}`,
    ],
    ["an invalid time in the envelope", { ...CLOUD, time: "yesterday" }, `time ${TIME}`],
  ])("%s", (_, event, problem) => {
    expect(problemWith(event)).toBe(problem);
  });
});

describe("a CloudEvent", () => {
  test("is parsed as the event that it carries", () => {
    expect(parseEvent(CLOUD)).toEqual({
      ignored: [],
      event: {
        type: "usage",
        id: "call-1",
        source: "https://ci.example.com/nightly",
        time: "2026-05-20T12:00:00Z",
        ...CLOUD.data,
      },
    });
  });

  test.each([
    ["the subject is the run", {}, "nightly-7"],
    ["the run in the data wins over the subject", { run: "own" }, "own"],
  ])("%s", (_, more, run) => {
    const event = { ...CLOUD, subject: "nightly-7", data: { ...CLOUD.data, ...more } };
    expect(parseEvent(event)).toMatchObject({ event: { run } });
  });

  test("has the id, source, time and type of its envelope, also when its data has other values", () => {
    const data = { ...CLOUD.data, id: "x", source: "x", time: "x", type: "run" };
    expect(parseEvent({ ...CLOUD, data })).toMatchObject({
      event: { type: "usage", id: "call-1", source: CLOUD.source, time: CLOUD.time },
      ignored: ["id", "source", "time", "type"],
    });
  });
});

describe("the names of unknown fields are returned", () => {
  test.each([
    ["none", USAGE, []],
    ["a misspelt one", { ...USAGE, cacheReadToken: 5 }, ["cacheReadToken"]],
    ["one that every object has", { ...USAGE, constructor: 1 }, ["constructor"]],
    ["one of another type of event", { ...USAGE, trigger: "schedule" }, ["trigger"]],
    [
      "in the data of a CloudEvent",
      { ...CLOUD, traceparent: "00-1", data: { ...CLOUD.data, costUsd: 1 } },
      ["costUsd"],
    ],
    [
      "at most ten",
      { ...USAGE, ...Object.fromEntries("abcdefghijkl".split("").map((name) => [name, 1])) },
      "abcdefghij".split(""),
    ],
    ["cut to 60 characters", { ...USAGE, ["x".repeat(1e6)]: 1 }, ["x".repeat(60)]],
  ])("%s", (_, event, ignored) => {
    expect(parseEvent(event)).toMatchObject({ ignored });
  });
});

test("an invalid event has its id when that is valid", () => {
  expect(parseEvent({ id: "a" })).toMatchObject({ id: "a" });
  expect(parseEvent({ id: 1 })).toMatchObject({ id: null });
  expect(parseEvent({ id: "x".repeat(1e6) })).toMatchObject({ id: null });
  expect(parseEvent({ ...CLOUD, source: "" })).toMatchObject({ id: "call-1" });
});

test("no problem repeats a value of the event", () => {
  const secret = "the secret of the prompt";
  const event = {
    id: secret.repeat(99),
    inputTokens: secret,
    time: secret,
    cost: secret,
    type: "usage",
  };
  expect(JSON.stringify(parseEvent(event))).not.toContain("secret");
});
