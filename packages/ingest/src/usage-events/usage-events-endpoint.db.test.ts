import { agentNames } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { holdingsOf, type Sender, senders } from "../testing/usage-event-sender";

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

const holdings = () => holdingsOf(database, sender.projectId);
const call = (more: object = {}) => ({
  id: "call-1",
  time: "2026-05-20T11:00:00.000Z",
  model: "gpt-4o-mini",
  inputTokens: 1200,
  outputTokens: 350,
  ...more,
});

describe("a call", () => {
  test("becomes a charge of a completed job of its own, in its source's run of the day", async () => {
    const { status, results, ...counts } = await sender.send(call({ cost: "0.0145" }));
    expect(status).toBe(200);
    expect(counts).toEqual({ recorded: 1, duplicate: 0, conflict: 0, invalid: 0 });
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(results).toEqual([
      { id: "call-1", result: "recorded", chargeId: uuid, jobId: uuid, runId: uuid },
    ]);
    const { charges, jobs, runs } = await holdings();
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

  test("without a cost is priced by its model, and one of no known price waits for one", async () => {
    await sender.send([call(), call({ id: "call-2", model: "nobody's model" })]);
    expect((await holdings()).charges).toMatchObject([
      { amountMicroUsd: 390n, costSource: "price_table" },
      { amountMicroUsd: null, costSource: null },
    ]);
  });

  test("keeps nothing of what was said", async () => {
    const said = "what a person said to a model";
    const { results } = await sender.send(call({ prompt: said, messages: [{ content: said }] }));
    expect(results).toMatchObject([{ result: "recorded", ignored: ["prompt", "messages"] }]);
    const [dump] = await database.sql`
      select (select json_agg(entry) from credit_transactions entry where project_id = ${sender.projectId})::text as text`;
    expect(dump?.text).toContain("call-1");
    expect(dump?.text).not.toContain("person");
  });

  test("of another project in its fields is of the key's project all the same", async () => {
    const stranger = await newSender();
    await stranger.send(call());
    const theirs = await holdingsOf(database, stranger.projectId);
    const { results } = await sender.send(call({ projectId: stranger.projectId, cost: "9" }));
    expect(results).toMatchObject([{ result: "recorded", ignored: ["projectId"] }]);
    expect(await holdingsOf(database, stranger.projectId)).toEqual(theirs);
  });
});

describe("sent again, a call", () => {
  test.each<[string, object, object, string]>([
    ["as it was", call(), call(), "duplicate"],
    ["with a field that means nothing", call(), call({ note: "again" }), "duplicate"],
    ["without a time, days later", call({ time: null }), call({ time: null }), "duplicate"],
    ["its cost written otherwise", call({ cost: 0.5 }), call({ cost: "0.50" }), "duplicate"],
    ["with other tokens", call(), call({ inputTokens: 1201 }), "conflict"],
    ["with another cost", call(), call({ cost: 1 }), "conflict"],
    ["at another time", call(), call({ time: "2026-05-20T11:00:01Z" }), "conflict"],
    ["in a run", call(), call({ run: "r" }), "conflict"],
    ["in another job", call({ run: "r", job: "a" }), call({ run: "r", job: "b" }), "conflict"],
    ["of another agent", call({ agent: "a" }), call({ agent: "b" }), "conflict"],
    ["with another end", call(), call({ status: "failed" }), "conflict"],
    ["from another source", call(), call({ source: "other" }), "recorded"],
    [
      "with its response's id under another id",
      call({ provider: "openai", responseId: "r1" }),
      call({ id: "call-2", provider: "openai", responseId: "r1" }),
      "duplicate",
    ],
    [
      "with its response's id by another source that knows other things",
      call({ provider: "openai", responseId: "r1" }),
      call({ source: "gateway", provider: "openai", responseId: "r1", cost: 3 }),
      "duplicate",
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
    const answer = await sender.send(first);
    const before = await holdings();
    now = new Date("2026-05-23T12:00:00.000Z");
    const { status, results } = await sender.send(again);
    expect(status).toBe(200);
    expect(results).toMatchObject([{ result }]);
    if (result === "recorded") return;
    expect(await holdings()).toEqual(before);
    if (result === "duplicate") expect(results[0]?.chargeId).toBe(answer.results[0]?.chargeId);
    else
      expect(results[0]?.reason).toMatch(/already recorded with other content; the first stands/);
  });

  test("in its own batch counts once", async () => {
    const { results } = await sender.send([call(), call(), call({ inputTokens: 5 })]);
    expect(results.map(({ result }) => result)).toEqual(["recorded", "duplicate", "conflict"]);
    expect((await holdings()).charges).toMatchObject([{ inputTokens: 1200n }]);
  });
});

test("of a mixed batch each is answered in its place, and all the valid ones are kept", async () => {
  const { status, results, ...counts } = await sender.send([
    call({ id: "good-1" }),
    7,
    call({ id: "bad", inputTokens: -1 }),
    { id: "run-1", type: "run", run: "r", status: "running" },
    call({ id: "good-1" }),
    { id: "job-1", type: "job", run: "r", job: "j", status: "done" },
    call({ id: "good-2", run: "r", job: "j" }),
    call({ id: "good-1", outputTokens: 0 }),
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
  expect((await holdings()).charges).toHaveLength(2);
  expect(await reconcile(database.tenantOf(sender.projectId), sender.projectId)).toEqual([]);
});

describe("what cannot be recorded is answered with its field, and leaves nothing behind", () => {
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
      "more cached than there is",
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
      "a name too long in all",
      call({ source: "/".repeat(128), id: "x".repeat(128) }),
      /^id and source are too long together/,
    ],
    ["an absurd number", call({ inputTokens: 1e308 }), /^inputTokens must be/],
  ])("%s", async (_, event, reason) => {
    const { status, results, invalid } = await sender.send(event);
    expect({ status, invalid }).toEqual({ status: 422, invalid: 1 });
    expect(results).toMatchObject([{ result: "invalid", reason: expect.stringMatching(reason) }]);
    const { charges, jobs, runs } = await holdings();
    expect([...charges, ...jobs, ...runs]).toEqual([]);
  });

  test("five minutes ahead are taken for a clock that is fast", async () => {
    expect(await sender.send(call({ time: "2026-05-20T12:05:00Z" }))).toMatchObject({
      status: 200,
    });
  });

  test("an empty batch is answered with nothing", async () => {
    expect(await sender.send([])).toEqual({
      status: 200,
      results: [],
      recorded: 0,
      duplicate: 0,
      conflict: 0,
      invalid: 0,
    });
  });

  test("a batch of nothing but conflicts was read: 200", async () => {
    await sender.send(call());
    expect(await sender.send([call({ cost: 1 })])).toMatchObject({ status: 200, conflict: 1 });
  });
});

describe("an agent", () => {
  const map = (agentName: string, agentType: string) =>
    database.db.insert(agentNames).values({
      projectId: sender.projectId,
      agentName,
      agentType,
      updatedBy: "a test",
      updatedAt: NOW,
    });
  const agentTypes = async () => (await holdings()).jobs.map(({ agentType }) => agentType);
  const inJob = (more: object = {}) => call({ run: "r", job: "j", ...more });
  const jobEvent = (more: object = {}) => ({
    id: "job-1",
    type: "job",
    run: "r",
    job: "j",
    status: "completed",
    ...more,
  });

  test("is mapped by the project, else by its name", async () => {
    await map("Bob", "security");
    await sender.send([call({ agent: "Bob" }), call({ id: "call-2", agent: "Research Agent" })]);
    expect(await agentTypes()).toEqual(["security", "research"]);
  });

  test("that a call without a job does not name is the project's default", async () => {
    await map("", "marketing");
    await sender.send(call());
    expect(await agentTypes()).toEqual(["marketing"]);
  });

  test.each([
    ["its job's event", [inJob(), jobEvent({ agent: "QA" })]],
    ["one of its calls", [jobEvent(), inJob({ agent: "QA" })]],
  ])("named by %s has the job in either order, whatever the default", async (_, events) => {
    for (const order of [events, events.toReversed()]) {
      sender = await newSender();
      await map("", "marketing");
      for (const event of order)
        expect((await sender.send(event)).results).toMatchObject([{ result: "recorded" }]);
      expect(await agentTypes()).toEqual(["testing"]);
      expect((await holdings()).agents).toMatchObject([
        { agentType: "testing", jobs: 1n, completedJobs: 1n },
      ]);
    }
  });
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

/** Every order of a few things. */
const ordersOf = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        ordersOf(items.toSpliced(index, 1)).map((others) => [item, ...others]),
      );

test("a pipeline ends the same in every order of its events, each sent alone", async () => {
  const orders = ordersOf(PIPELINE);
  expect(orders).toHaveLength(24);
  for (const order of orders) {
    sender = await newSender();
    for (const event of order) expect(await sender.send(event)).toMatchObject({ recorded: 1 });
    const { runs, jobs } = await holdings();
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

test("of many clients that send the same batch at once, each event counts once", async () => {
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
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, client) => sender.send(client % 2 ? batch : batch.toReversed())),
  );
  const sums = answers.map(({ status, recorded, duplicate }) => [status, recorded + duplicate]);
  expect(sums).toEqual(answers.map(() => [200, batch.length]));
  expect(answers.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(batch.length);
  const { charges, days } = await holdings();
  expect(charges).toHaveLength(201);
  expect(days).toMatchObject([{ inputTokens: 201n * 1200n }]);
  expect(await reconcile(database.tenantOf(sender.projectId), sender.projectId)).toEqual([]);
});
