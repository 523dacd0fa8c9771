import { agentNames } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sender, senders, storedUsage } from "../testing/usage-event-sender";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const database = testDatabase();
let now = NOW;
let newSender: () => Promise<Sender>;
let sender: Sender;

beforeAll(async () => {
  newSender = await senders(database, () => now);
});
beforeEach(async () => {
  now = NOW;
  sender = await newSender();
});

const stored = () => storedUsage(database, sender.projectId);
const call = (more: object = {}) => ({
  id: "call-1",
  time: "2026-05-20T11:00:00.000Z",
  model: "gpt-4o-mini",
  inputTokens: 1200,
  outputTokens: 350,
  ...more,
});

describe("a usage event", () => {
  test("becomes a charge of a completed job of its own, in the run of its source and day", async () => {
    const { status, results, ...counts } = await sender.send(call({ cost: "0.0145" }));
    expect(status).toBe(200);
    expect(counts).toEqual({ recorded: 1, duplicate: 0, conflict: 0, invalid: 0 });
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(results).toEqual([
      { id: "call-1", result: "recorded", chargeId: uuid, jobId: uuid, runId: uuid },
    ]);
    const { charges, jobs, runs } = await stored();
    expect(charges).toMatchObject([
      {
        key: "event//call-1",
        source: "usage-events",
        amountMicroUsd: 14_500n,
        costSource: "reported",
      },
    ]);
    expect(jobs).toMatchObject([
      {
        job: "event//call-1",
        run: "usage-events/2026-05-20",
        agentType: "unknown",
        status: "completed",
        finishedAt: "2026-05-20 11:00:00+00",
      },
    ]);
    expect(runs).toMatchObject([{ run: "usage-events/2026-05-20", status: "running" }]);
  });

  test("without a cost is priced by its model, and is unpriced when the model has no price", async () => {
    await sender.send([call(), call({ id: "call-2", model: "nobody's model" })]);
    expect((await stored()).charges).toMatchObject([
      { amountMicroUsd: 390n, costSource: "price_table" },
      { amountMicroUsd: null, costSource: null },
    ]);
  });

  test("leaves no prompt in the database", async () => {
    const prompt = "what a person said to a model";
    const { results } = await sender.send(call({ prompt, messages: [{ content: prompt }] }));
    expect(results).toMatchObject([{ result: "recorded", ignored: ["prompt", "messages"] }]);
    const [dump] = await database.sql`
      select (select json_agg(entry) from credit_transactions entry where project_id = ${sender.projectId})::text as text`;
    expect(dump?.text).toContain("call-1");
    expect(dump?.text).not.toContain("person");
  });

  test("belongs to the project of its key, also when its fields name another project", async () => {
    const stranger = await newSender();
    await stranger.send(call());
    const theirs = await storedUsage(database, stranger.projectId);
    const { results } = await sender.send(call({ projectId: stranger.projectId, cost: "9" }));
    expect(results).toMatchObject([{ result: "recorded", ignored: ["projectId"] }]);
    expect(await storedUsage(database, stranger.projectId)).toEqual(theirs);
  });
});

describe("the result of a usage event that is sent again", () => {
  test.each<[string, object, object, string]>([
    ["unchanged", call(), call(), "duplicate"],
    ["with an unknown field", call(), call({ note: "again" }), "duplicate"],
    ["without a time, days later", call({ time: null }), call({ time: null }), "duplicate"],
    ["with its cost written differently", call({ cost: 0.5 }), call({ cost: "0.50" }), "duplicate"],
    ["with more tokens", call(), call({ inputTokens: 1201 }), "recorded"],
    ["with fewer tokens", call(), call({ outputTokens: 0 }), "duplicate"],
    ["with other tokens", call(), call({ inputTokens: 1201, outputTokens: 0 }), "conflict"],
    ["with another cost", call(), call({ cost: 1 }), "conflict"],
    ["at another time", call(), call({ time: "2026-05-20T11:00:01Z" }), "duplicate"],
    ["with a run", call(), call({ run: "r" }), "conflict"],
    ["with another job", call({ run: "r", job: "a" }), call({ run: "r", job: "b" }), "conflict"],
    ["with another agent", call({ agent: "a" }), call({ agent: "b" }), "conflict"],
    ["with another final status", call(), call({ status: "failed" }), "conflict"],
    ["from another source", call(), call({ source: "other" }), "recorded"],
    [
      "with the same response id and another id",
      call({ provider: "openai", responseId: "r1" }),
      call({ id: "call-2", provider: "openai", responseId: "r1" }),
      "duplicate",
    ],
    [
      "with the same response id and other fields, from another source",
      call({ provider: "openai", responseId: "r1" }),
      call({ source: "gateway", provider: "openai", responseId: "r1", cost: 3 }),
      "duplicate",
    ],
    [
      "without the response id that the first one had",
      call({ provider: "openai", responseId: "chatcmpl-9b1c0f9eA7" }),
      call({ provider: "openai" }),
      "duplicate",
    ],
    [
      "without the response id, in a job that is still running",
      call({ run: "r", job: "j", provider: "openai", responseId: "resp_68a1f0c2d9e84b" }),
      call({ run: "r", job: "j", provider: "openai" }),
      "duplicate",
    ],
    [
      "with another response id",
      call({ run: "r", job: "j", provider: "openai", responseId: "resp_68a1f0c2d9e84b" }),
      call({ run: "r", job: "j", provider: "openai", responseId: "resp_68a1f0c2d9e84c" }),
      "recorded",
    ],
    [
      "as a CloudEvent",
      call({ source: "s" }),
      {
        specversion: "1.0",
        source: "s",
        id: "call-1",
        type: "usage",
        time: call().time,
        data: { model: "gpt-4o-mini", inputTokens: 1200, outputTokens: 350 },
      },
      "duplicate",
    ],
  ])("%s", async (_, first, again, result) => {
    const { results: firstResults } = await sender.send(first);
    const before = await stored();
    now = new Date("2026-05-23T12:00:00.000Z");
    const { status, results } = await sender.send(again);
    expect(status).toBe(200);
    expect(results).toMatchObject([{ result }]);
    if (result === "recorded") return;
    expect(await stored()).toEqual(before);
    if (result === "duplicate") expect(results[0]?.chargeId).toBe(firstResults[0]?.chargeId);
    else
      expect(results[0]?.reason).toMatch(
        /already recorded with other content; the first report is kept/,
      );
  });

  test("in the same batch is duplicate or conflict", async () => {
    const { results } = await sender.send([call(), call(), call({ cost: 5 })]);
    expect(results.map(({ result }) => result)).toEqual(["recorded", "duplicate", "conflict"]);
    expect((await stored()).charges).toMatchObject([{ inputTokens: 1200n }]);
  });
});

test("a mixed batch gets its results in order, and all valid events are recorded", async () => {
  const { status, results, ...counts } = await sender.send([
    call({ id: "good-1" }),
    7,
    call({ id: "bad", inputTokens: -1 }),
    { id: "run-1", type: "run", run: "r", status: "running" },
    call({ id: "good-1" }),
    { id: "job-1", type: "job", run: "r", job: "j", status: "done" },
    call({ id: "good-2", run: "r", job: "j" }),
    call({ id: "good-1", inputTokens: 1201, outputTokens: 0 }),
  ]);
  expect(status).toBe(200);
  expect(results.map(({ id, result }) => [id, result])).toEqual([
    ["good-1", "recorded"],
    [null, "invalid"],
    ["bad", "invalid"],
    ["run-1", "recorded"],
    ["good-1", "duplicate"],
    ["job-1", "invalid"],
    ["good-2", "recorded"],
    ["good-1", "conflict"],
  ]);
  expect(counts).toEqual({ recorded: 3, duplicate: 1, conflict: 1, invalid: 3 });
  expect((await stored()).charges).toHaveLength(2);
  expect(await reconcile(database.tenantOf(sender.projectId), sender.projectId)).toEqual([]);
});

describe("an event that cannot be recorded gets a reason that names the field, and leaves no rows", () => {
  test.each<[string, object, RegExp]>([
    [
      "a time too far ahead",
      call({ time: "2026-05-20T12:05:01Z" }),
      /^time is .* ahead of the clock/,
    ],
    [
      "a time before 2000",
      call({ time: "1999-12-31T23:59:59Z" }),
      /^time is .*before the year 2000$/,
    ],
    ["the year 9999", call({ time: "9999-12-31T23:59:59Z" }), /^time is .*ahead/],
    [
      "more cached tokens than input",
      call({ cacheReadTokens: 1201 }),
      /^cacheReadTokens .* inputTokens/,
    ],
    [
      "more reasoning than output",
      call({ reasoningTokens: 351 }),
      /^reasoningTokens .* outputTokens/,
    ],
    [
      "a start too far ahead",
      { id: "a", type: "run", run: "r", status: "s", startedAt: "2027-01-01T00:00:00Z" },
      /^startedAt is .*ahead/,
    ],
    [
      "an id and a source that are too long together",
      call({ source: "/".repeat(128), id: "x".repeat(128) }),
      /^id and source are too long together/,
    ],
    ["a very large number", call({ inputTokens: 1e308 }), /^inputTokens must be/],
  ])("%s", async (_, event, reason) => {
    const { status, results, invalid } = await sender.send(event);
    expect({ status, invalid }).toEqual({ status: 422, invalid: 1 });
    expect(results).toMatchObject([{ result: "invalid", reason: expect.stringMatching(reason) }]);
    const { charges, jobs, runs } = await stored();
    expect([...charges, ...jobs, ...runs]).toEqual([]);
  });

  test("a time five minutes ahead is accepted, because a clock may be fast", async () => {
    expect(await sender.send(call({ time: "2026-05-20T12:05:00Z" }))).toMatchObject({
      status: 200,
    });
  });

  test("an empty batch has no results", async () => {
    expect(await sender.send([])).toEqual({
      status: 200,
      results: [],
      recorded: 0,
      duplicate: 0,
      conflict: 0,
      invalid: 0,
    });
  });

  test("a batch of conflicts alone has status 200", async () => {
    await sender.send(call());
    expect(await sender.send([call({ cost: 1 })])).toMatchObject({ status: 200, conflict: 1 });
  });
});

describe("the agent type of a job", () => {
  const mapName = (agentName: string, agentType: string) =>
    database.db.insert(agentNames).values({
      projectId: sender.projectId,
      agentName,
      agentType,
      updatedBy: "a test",
      updatedAt: NOW,
    });
  const agentTypes = async () => (await stored()).jobs.map(({ agentType }) => agentType);
  const inJob = (more: object = {}) => call({ run: "r", job: "j", ...more });
  const jobEvent = (more: object = {}) => ({
    id: "job-1",
    type: "job",
    run: "r",
    job: "j",
    status: "completed",
    ...more,
  });

  test("comes from the project's mapping, otherwise from the agent's name", async () => {
    await mapName("Bob", "security");
    await sender.send([call({ agent: "Bob" }), call({ id: "call-2", agent: "Research Agent" })]);
    expect(await agentTypes()).toEqual(["security", "research"]);
  });

  test("is the project's default for a call without a job or an agent", async () => {
    await mapName("", "marketing");
    await sender.send(call());
    expect(await agentTypes()).toEqual(["marketing"]);
  });

  test.each([
    ["the job's event", [inJob(), jobEvent({ agent: "QA" })]],
    ["one of the job's calls", [jobEvent(), inJob({ agent: "QA" })]],
  ])(
    "comes from the agent that %s names, in either order and whatever the default",
    async (_, events) => {
      for (const order of [events, events.toReversed()]) {
        sender = await newSender();
        await mapName("", "marketing");
        for (const event of order)
          expect((await sender.send(event)).results).toMatchObject([{ result: "recorded" }]);
        expect(await agentTypes()).toEqual(["testing"]);
        expect((await stored()).agents).toMatchObject([
          { agentType: "testing", jobs: 1n, completedJobs: 1n },
        ]);
      }
    },
  );
});

const PIPELINE = [
  {
    id: "1",
    type: "run",
    time: "2026-05-20T10:00:00Z",
    run: "r",
    status: "queued",
    trigger: "schedule",
    startedAt: "2026-05-20T09:59:00Z",
  },
  {
    id: "2",
    type: "job",
    time: "2026-05-20T10:01:00Z",
    run: "r",
    job: "j",
    agent: "research",
    status: "running",
    startedAt: "2026-05-20T10:00:30Z",
  },
  call({ id: "4", run: "r", job: "j", time: "2026-05-20T10:03:00Z", status: "completed" }),
  { id: "5", type: "run", time: "2026-05-20T10:04:00Z", run: "r", status: "completed" },
];

/** All permutations of the items. */
const ordersOf = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        ordersOf(items.toSpliced(index, 1)).map((others) => [item, ...others]),
      );

test("the events of a pipeline give the same rows in every order, each sent alone", async () => {
  const orders = ordersOf(PIPELINE);
  expect(orders).toHaveLength(24);
  for (const order of orders) {
    sender = await newSender();
    for (const event of order) expect(await sender.send(event)).toMatchObject({ recorded: 1 });
    const { runs, jobs } = await stored();
    expect(runs).toMatchObject([
      {
        run: "r",
        trigger: "schedule",
        status: "completed",
        startedAt: "2026-05-20 09:59:00+00",
        finishedAt: "2026-05-20 10:04:00+00",
      },
    ]);
    expect(jobs).toMatchObject([
      {
        job: "j",
        agentType: "research",
        status: "completed",
        startedAt: "2026-05-20 10:00:30+00",
        finishedAt: "2026-05-20 10:03:00+00",
        firstChargedAt: "2026-05-20 10:03:00+00",
      },
    ]);
  }
});

test("an event counts once when many clients send the same batch at the same time", async () => {
  const batch = [
    ...PIPELINE,
    ...Array.from({ length: 200 }, (_, index) =>
      call({
        id: `call-${index}`,
        run: `r${index % 3}`,
        job: `r${index % 3} j${index % 7}`,
        agent: `agent ${index % 7}`,
      }),
    ),
  ];
  const responses = await Promise.all(
    Array.from({ length: 6 }, (_, client) => sender.send(client % 2 ? batch : batch.toReversed())),
  );
  const sums = responses.map(({ status, recorded, duplicate }) => [status, recorded + duplicate]);
  expect(sums).toEqual(responses.map(() => [200, batch.length]));
  expect(responses.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(batch.length);
  const { charges, days } = await stored();
  expect(charges).toHaveLength(201);
  expect(days).toMatchObject([{ inputTokens: 201n * 1200n }]);
  expect(await reconcile(database.tenantOf(sender.projectId), sender.projectId)).toEqual([]);
});
