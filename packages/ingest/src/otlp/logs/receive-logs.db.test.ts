import { agentNames } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchesOf } from "../../testing/batches";
import { apiRequest, CLAUDE_CODE, SESSION } from "../../testing/otlp/claude-code-event";
import {
  type AttributeValues,
  logRequest,
  type TestLogRecord,
} from "../../testing/otlp/log-request";
import { traceRequest } from "../../testing/otlp/trace-request";
import { recordedUsage } from "../../testing/recorded-usage";
import { tablesContaining } from "../../testing/tables-containing";
import { receiveTraces } from "../traces/receive-traces";
import { receiveLogs } from "./receive-logs";

const NOW = new Date("2026-05-20T12:00:00.000Z");
const database = testDatabase();
const { db, tenantOf } = database;

const receive = (projectId: string, records: readonly TestLogRecord[], emitter = CLAUDE_CODE) =>
  receiveLogs({ db: tenantOf(projectId), projectId, now: NOW }, logRequest(records, emitter));

const codexRecord = (change: AttributeValues): TestLogRecord => ({
  attributes: {
    "event.name": "codex.sse_event",
    "event.kind": "response.completed",
    "event.timestamp": "2026-05-20T11:59:59.250Z",
    "conversation.id": "conversation",
    model: "gpt-5",
    input_token_count: "10",
    output_token_count: "1",
    cached_token_count: 0,
    ...change,
  },
});

const plainRecord = (
  record: Partial<TestLogRecord>,
  change: AttributeValues = {},
): TestLogRecord => ({
  ...record,
  attributes: {
    "gen_ai.request.model": "house-model-7b",
    "gen_ai.usage.input_tokens": 10,
    "gen_ai.usage.output_tokens": 1,
    ...change,
  },
});

test("in a session of Claude Code, requests are counted and prompts are dropped", async () => {
  const projectId = await makeProject(db);
  const prompt: TestLogRecord = {
    body: "claude_code.user_prompt",
    attributes: { "event.name": "user_prompt", "session.id": SESSION, prompt: "a secret prompt" },
  };
  const subagent = apiRequest({ request_id: "req_2", "agent.name": "Explore", cost_usd: "0.1" });
  const compaction = apiRequest({ request_id: "req_3", query_source: "compact", cost_usd: "0.01" });
  const failed: TestLogRecord = {
    ...apiRequest({ "event.name": "api_error", error: "a secret error" }),
    body: "claude_code.api_error",
  };
  const result = await receive(projectId, [prompt, apiRequest(), subagent, compaction, failed]);
  expect(result).toEqual({ rejected: 0, messages: [] });
  const { charges, jobs, runs, agents } = await recordedUsage(database, projectId);
  expect(charges.map(({ key, cost, cost_source }) => [key, cost, cost_source])).toEqual([
    ["response/anthropic/req_2", 100_000n, "reported"],
    ["response/anthropic/req_3", 10_000n, "reported"],
    ["response/req_011CSHoEeqs5C35K2UUqR7Fy", 16_898n, "reported"],
  ]);
  expect(jobs).toMatchObject([
    { agent_type: "claude_code", run: SESSION, status: "running" },
    { agent_type: "explore", run: SESSION, status: "running" },
  ]);
  expect(runs).toMatchObject([{ run: SESSION }]);
  expect(agents).toMatchObject([
    { agent_type: "claude_code", cost: 26_898n, jobs: 1n },
    { agent_type: "explore", cost: 100_000n, jobs: 1n },
  ]);
});

/**
 * The span has the attributes of https://code.claude.com/docs/en/monitoring-usage#span-attributes (21
 * August 2026).
 */
test("a request that Claude Code also sends as a span counts once", async () => {
  const requestId = "req_011CSHoEeqs5C35K2UUqR7Fy";
  const span = traceRequest([
    {
      name: "claude_code.llm_request",
      scope: "com.anthropic.claude_code.tracing",
      service: "claude-code",
      endMs: NOW.getTime() - 1_000,
      startMs: NOW.getTime() - 5_000,
      attributes: {
        "span.type": "llm_request",
        "gen_ai.system": "anthropic",
        model: "claude-sonnet-5",
        input_tokens: 12,
        output_tokens: 350,
        cache_read_tokens: 20_000,
        cache_creation_tokens: 1_500,
        request_id: requestId,
        "gen_ai.response.id": requestId,
        success: true,
      },
    },
  ]);
  const sendSpan = (projectId: string) =>
    receiveTraces({ db: tenantOf(projectId), projectId, now: NOW }, span);
  const sendLog = (projectId: string) => receive(projectId, [apiRequest()]);
  for (const senders of [
    [sendSpan, sendLog],
    [sendLog, sendSpan],
  ]) {
    const projectId = await makeProject(db);
    for (const send of senders) expect(await send(projectId)).toMatchObject({ rejected: 0 });
    const { charges, days } = await recordedUsage(database, projectId);
    const [charge] = charges.filter(({ key }) => key === `response/${requestId}`);
    expect(charge).toMatchObject({ input: 21_512n });
    expect(charges.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n)).toBe(16_898n);
    expect(days).toMatchObject([{ input: 21_512n, output: 350n, jobs: 1n }]);
  }
});

describe("a call that both a span and its event report counts once,", () => {
  const [trace, span] = ["5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174"];
  const RESPONSE_ID = { "gen_ai.response.id": "chatcmpl-9b1c0f9eA7dQ42xZ" };
  const COUNTS = { "gen_ai.usage.input_tokens": 1_000, "gen_ai.usage.output_tokens": 200 };
  const call = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5",
  };
  const sendSpan = (projectId: string, attributes: AttributeValues) =>
    receiveTraces(
      { db: tenantOf(projectId), projectId, now: NOW },
      traceRequest([
        { trace, id: span, endMs: NOW.getTime() - 1_000, attributes: { ...call, ...attributes } },
      ]),
    );
  const sendEvent = (projectId: string, attributes: AttributeValues) =>
    receive(projectId, [
      {
        eventName: "gen_ai.client.inference.operation.details",
        timeUnixNano: "1779278399123456789",
        traceId: Buffer.from(trace, "hex").toString("base64"),
        spanId: Buffer.from(span, "hex").toString("base64"),
        attributes: { ...call, ...attributes },
      },
    ]);

  test.each<[string, AttributeValues, AttributeValues]>([
    ["when both have no response id", COUNTS, COUNTS],
    [
      "when both have the response id",
      { ...COUNTS, ...RESPONSE_ID },
      { ...COUNTS, ...RESPONSE_ID },
    ],
    ["when only the span has the response id", { ...COUNTS, ...RESPONSE_ID }, COUNTS],
    ["when only the span has counts", { ...COUNTS, ...RESPONSE_ID }, RESPONSE_ID],
    ["when only the span has counts and the response id", { ...COUNTS, ...RESPONSE_ID }, {}],
    ["when only the event has counts", RESPONSE_ID, { ...COUNTS, ...RESPONSE_ID }],
  ])("%s", async (_, ofSpan, ofEvent) => {
    const [spanFirst, eventFirst] = [await makeProject(db), await makeProject(db)];
    await sendSpan(spanFirst, ofSpan);
    await sendEvent(spanFirst, ofEvent);
    await sendEvent(eventFirst, ofEvent);
    await sendSpan(eventFirst, ofSpan);
    for (const projectId of [spanFirst, eventFirst]) {
      const { days } = await recordedUsage(database, projectId);
      // 1,000 tokens at $1.25 and 200 at $10 per million.
      expect(days).toMatchObject([{ cost: 3_250n, input: 1_000n, output: 200n, jobs: 1n }]);
      const charges = await database.sql`
        select from credit_transactions where project_id = ${projectId} and kind = 'deduction'`;
      expect(charges).toHaveLength(1);
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    }
  });

  test("and an event without its span is a charge without a price and with a usage gap", async () => {
    const projectId = await makeProject(db);
    await sendEvent(projectId, RESPONSE_ID);
    await sendEvent(projectId, RESPONSE_ID);
    expect((await recordedUsage(database, projectId)).charges).toMatchObject([
      { cost: null, input: null, output: null },
    ]);
    const gaps = await database.sql`
      select usage_gap, calls from monthly_usage_gaps where project_id = ${projectId}`;
    expect(gaps).toMatchObject([{ usage_gap: "no_counts", calls: 1n }]);
  });
});

test("records of Codex and of any other program are counted, with prices from the table", async () => {
  const projectId = await makeProject(db);
  const codex = codexRecord({ input_token_count: "1000000", output_token_count: "100000" });
  const plain = plainRecord({ timeUnixNano: "1779278399123456789" });
  const emitter = { scope: "", service: "mixed" };
  expect(await receive(projectId, [codex, plain], emitter)).toEqual({ rejected: 0, messages: [] });
  const { charges, agents } = await recordedUsage(database, projectId);
  expect(charges.map(({ model, cost, cost_source }) => ({ model, cost, cost_source }))).toEqual(
    expect.arrayContaining([
      { model: "gpt-5", cost: 2_250_000n, cost_source: "price_table" },
      { model: "house-model-7b", cost: null, cost_source: null },
    ]),
  );
  expect(agents).toMatchObject([
    { agent_type: "codex", jobs: 1n, completed_jobs: 0n },
    { agent_type: "unknown", jobs: 1n, completed_jobs: 1n, unpriced_charges: 1n },
  ]);
});

describe("a record is rejected without affecting the other records:", () => {
  test("equal errors are one sentence with the number of records", async () => {
    const projectId = await makeProject(db);
    const bad = apiRequest({ input_tokens: "secret" });
    const future = { ...apiRequest({ request_id: "req_2" }), timeUnixNano: "1879278398123000000" };
    const result = await receive(projectId, [bad, apiRequest(), future, bad]);
    expect(result).toEqual({
      rejected: 3,
      messages: [
        "2 log records not counted: input_tokens must be a whole number, 0 or more.",
        expect.stringMatching(/^1 log record not counted: occurredAt is .* ahead of the clock/),
      ],
    });
    expect((await recordedUsage(database, projectId)).charges).toHaveLength(1);
  });

  test("the same request with other counts is a conflict", async () => {
    const projectId = await makeProject(db);
    await receive(projectId, [apiRequest()]);
    const before = await recordedUsage(database, projectId);
    const result = await receive(projectId, [
      apiRequest({ output_tokens: "351", input_tokens: "0" }),
      apiRequest(),
    ]);
    expect(result).toEqual({
      rejected: 1,
      messages: [
        "1 log record not counted: it conflicts with an earlier report of the same call, which stays as it was recorded.",
      ],
    });
    expect(await recordedUsage(database, projectId)).toEqual(before);
  });

  test("a service whose name cannot be stored is still counted", async () => {
    const projectId = await makeProject(db);
    const emitter = { scope: "s".repeat(189), service: "a\0b\ud83d\ude00" };
    const record = plainRecord({ timeUnixNano: "1779278399123456789" }, { "session.id": "one" });
    expect(await receive(projectId, [record], emitter)).toEqual({ rejected: 0, messages: [] });
    expect((await recordedUsage(database, projectId)).charges).toHaveLength(1);
  });

  test("a model that cannot be stored, and numbers that are too large", async () => {
    const projectId = await makeProject(db);
    const result = await receive(projectId, [
      apiRequest({ request_id: "req_2", model: "m\0" }),
      apiRequest({ request_id: "req_3", input_tokens: "999999999999999999" }),
      apiRequest({ request_id: "req_4", cost_usd: "999999999999" }),
      apiRequest({ request_id: "req_5" }),
    ]);
    expect(result.rejected).toBe(3);
    expect(result.messages.join("").length).toBeLessThan(1_000);
    expect((await recordedUsage(database, projectId)).charges).toHaveLength(1);
  });
});

test("sessions and agents whose names cannot be stored are still counted, each separately", async () => {
  const projectId = await makeProject(db);
  const records = ["a", "b", "b\0"].flatMap((end, index) => {
    const session = `${"s".repeat(1_000)}${end}`;
    const agent = { "session.id": session, "agent.name": `${"n".repeat(1_000)}${end}` };
    return [
      apiRequest({ request_id: `req_${index}`, ...agent }),
      codexRecord({ "conversation.id": session }),
      plainRecord({}, { "event.id": String(index), ...agent }),
    ];
  });
  for (const _ of ["first", "again"])
    expect(await receive(projectId, records)).toEqual({ rejected: 0, messages: [] });
  const { charges, jobs, runs } = await recordedUsage(database, projectId);
  expect([charges.length, jobs.length, runs.length]).toEqual([9, 9, 3]);
});

test("a session whose name is too long is the same run in log records and in spans", async () => {
  const projectId = await makeProject(db);
  const session = { "session.id": "s".repeat(301) };
  await receive(projectId, [plainRecord({}, session)]);
  const span = {
    startMs: NOW.getTime() - 5_000,
    endMs: NOW.getTime() - 1_000,
    attributes: { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 1, ...session },
  };
  await receiveTraces({ db: tenantOf(projectId), projectId, now: NOW }, traceRequest([span]));
  const { charges, runs } = await recordedUsage(database, projectId);
  expect([charges.length, runs.length]).toEqual([2, 1]);
});

test("the type of an agent whose name is too long is found by the shortened name", async () => {
  const projectId = await makeProject(db);
  await db.insert(agentNames).values({
    projectId,
    agentName: "n".repeat(MAX_AGENT_NAME_LENGTH),
    agentType: "research",
    updatedBy: "a test",
    updatedAt: NOW,
  });
  await receive(projectId, [plainRecord({}, { "gen_ai.agent.name": "n".repeat(1_000) })]);
  expect((await recordedUsage(database, projectId)).agents).toMatchObject([
    { agent_type: "research" },
  ]);
});

/** A call in one of two sessions. Only a call of Claude Code may have a request id from Anthropic. */
interface TestCall {
  program: "claude code" | "codex" | "any";
  session: string;
  prompt: string;
  agent: string;
  sequence: number;
  hasId: boolean;
  outputTokens: number;
  second: number;
}

const calls: fc.Arbitrary<TestCall[]> = fc.uniqueArray(
  fc.record({
    program: fc.constantFrom<TestCall["program"]>("claude code", "codex", "any"),
    session: fc.constantFrom("one", "two"),
    prompt: fc.constantFrom("a", "b"),
    agent: fc.constantFrom("", "Explore"),
    sequence: fc.nat({ max: 1_000 }),
    hasId: fc.boolean(),
    outputTokens: fc.nat({ max: 10_000 }),
    second: fc.nat({ max: 59 }),
  }),
  {
    selector: ({ session, sequence }) => `${session}/${sequence}`,
    minLength: 1,
    maxLength: 8,
  },
);

function recordOf(call: TestCall): TestLogRecord {
  const at = new Date(Date.UTC(2026, 4, 19, 23, 59, 30) + call.second * 1_000);
  const timeUnixNano = String(BigInt(at.getTime()) * 1_000_000n);
  const id = call.hasId ? `${call.session}-${call.sequence}` : null;
  if (call.program === "codex")
    return codexRecord({
      "event.timestamp": at.toISOString(),
      "conversation.id": call.session,
      output_token_count: String(call.outputTokens),
    });
  if (call.program === "any")
    return plainRecord({ timeUnixNano }, { "event.id": id ?? "", "session.id": call.session });
  const request = apiRequest({
    "session.id": call.session,
    "prompt.id": call.prompt,
    "agent.name": call.agent,
    "event.sequence": call.sequence,
    "event.timestamp": at.toISOString(),
    request_id: id,
    output_tokens: call.outputTokens,
  });
  return { ...request, timeUnixNano };
}

test("any order, batching and repetition of a source's events gives the same rollups", async () => {
  await fc.assert(
    fc.asyncProperty(calls, fc.infiniteStream(fc.nat()), async (spans, choices) => {
      const records = spans.map(recordOf);
      const [straight, shuffled] = [await makeProject(db), await makeProject(db)];
      expect(await receive(straight, records)).toEqual({ rejected: 0, messages: [] });
      for (const batch of batchesOf([...records, ...records], choices))
        expect(await receive(shuffled, batch)).toEqual({ rejected: 0, messages: [] });
      expect(await recordedUsage(database, shuffled)).toEqual(
        await recordedUsage(database, straight),
      );
      expect(await reconcile(tenantOf(shuffled), shuffled)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("no prompt and no completion is in the database", async () => {
  const projectId = await makeProject(db);
  const secret = "the launch code is 0000";
  await receive(projectId, [
    { ...apiRequest({ prompt: secret, user_prompt: secret, body: secret }), body: secret },
    { ...apiRequest({ "event.name": "api_request_body", body: secret }), body: "claude_code.x" },
    {
      attributes: {
        "gen_ai.usage.input_tokens": 1,
        "gen_ai.usage.output_tokens": 1,
        "gen_ai.input.messages": secret,
        "gen_ai.system_instructions": secret,
      },
      body: secret,
    },
  ]);
  expect(await tablesContaining(database, secret)).toEqual([]);
});
