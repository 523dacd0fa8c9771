import { agentNames, newId } from "@ai-cost/db";
import { makeProject, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { END_MS, type TestSpan, TRACE, traceRequest } from "../../testing/otlp/trace-request";
import { receiveTraces } from "./receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");
const HOUR_MS = 60 * 60 * 1000;

let projectId: string;
beforeEach(async () => {
  projectId = await makeProject(db);
});

const receive = (spans: readonly TestSpan[], now = NOW) =>
  receiveTraces({ db: tenantOf(projectId), projectId, now }, traceRequest(spans));

const jobs = () => sql<{ agent: string; status: string; at: string | null; charges: number }[]>`
  select job.agent_type as agent, job.status, to_char(job.finished_at at time zone 'utc', 'HH24:MI:SS') as at,
    count(charge.id)::int as charges
  from credit_transactions charge
  join agent_jobs reported on reported.project_id = charge.project_id and reported.id = charge.agent_job_id
  join agent_jobs job on job.project_id = reported.project_id
    and job.id = coalesce(reported.merged_into_job_id, reported.id)
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
  group by job.id, job.agent_type, job.status, job.finished_at order by job.agent_type, job.status`;
const countOf = async (table: string) =>
  (await sql`select count(*)::int as rows from ${sql(table)} where project_id = ${projectId}`)[0]
    ?.rows;

const agent = (id: string, name: string | null, span: TestSpan = {}): TestSpan => ({
  id,
  ...span,
  attributes: {
    "gen_ai.operation.name": "invoke_agent",
    ...(name !== null && { "gen_ai.agent.name": name }),
    ...span.attributes,
  },
});
const chat = (id: string, parent: string | null, span: TestSpan = {}): TestSpan => ({
  id,
  parent,
  ...span,
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 10,
    ...span.attributes,
  },
});
const A = "00000000000000a1";
const B = "00000000000000b1";
const C = "00000000000000c1";
const D = "00000000000000d1";
const E = "00000000000000e1";
const settled = { status: "completed", at: "10:00:00" };

describe("a job", () => {
  test("has the agent type unknown and runs until its agent's span arrives, which names and ends it", async () => {
    await receive([chat(B, A), chat(C, A)]);
    expect(await jobs()).toEqual([{ agent: "unknown", status: "running", at: null, charges: 2 }]);
    await receive([agent(A, "Research Agent", { endMs: END_MS + 60_000 })]);
    expect(await jobs()).toEqual([
      { agent: "research", status: "completed", at: "10:01:00", charges: 2 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test("belongs to the nearest agent above, also with other spans in between", async () => {
    await receive([chat(E, D)]);
    await receive([
      { id: D, parent: C, attributes: { "gen_ai.operation.name": "execute_event_loop_cycle" } },
    ]);
    expect(await jobs()).toMatchObject([{ agent: "unknown" }]);
    await receive([agent(B, "planner", { parent: A }), { id: C, parent: B, name: "POST /tool" }]);
    expect(await jobs()).toEqual([{ agent: "planner", ...settled, charges: 1 }]);
  });

  test("is failed when its agent's span is failed, also when its calls succeeded", async () => {
    await receive([agent(A, "Tester", { isFailed: true }), chat(B, A)]);
    expect(await jobs()).toMatchObject([{ agent: "testing", status: "failed" }]);
  });

  test("is completed when one of its calls failed but its agent's span did not", async () => {
    await receive([agent(A, "Tester"), chat(B, A, { isFailed: true }), chat(C, A)]);
    expect(await jobs()).toMatchObject([{ status: "completed", charges: 2 }]);
  });

  test("without an agent gets the project's default type, or its service's name", async () => {
    const service = "web-researcher";
    await receive([chat(B, A, { service }), { id: A, service, name: "GET /" }]);
    expect(await jobs()).toEqual([{ agent: "research", ...settled, charges: 1 }]);
    projectId = await makeProject(db);
    await db.insert(agentNames).values({
      projectId,
      agentName: "",
      agentType: "design",
      updatedBy: newId(),
      updatedAt: NOW,
    });
    await receive([chat(B, A, { service }), { id: A, service, name: "GET /", isFailed: true }]);
    expect(await jobs()).toMatchObject([{ agent: "design", status: "failed" }]);
  });

  test("of a call without a parent is settled immediately", async () => {
    await receive([chat(B, null, { service: "unknown_service:node", isFailed: true })]);
    expect(await jobs()).toEqual([
      { agent: "unknown", status: "failed", at: "10:00:00", charges: 1 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("of the AI SDK ends with the AI SDK's outer span and is named by an agent above it", async () => {
    const outer = { "ai.operationId": "ai.generateText" };
    const inner = { ...chat(C, B).attributes, "ai.operationId": "ai.generateText.doGenerate" };
    await receive([{ id: C, parent: B, attributes: inner }]);
    await receive([{ id: B, parent: A, attributes: outer, isFailed: true, endMs: END_MS + 5_000 }]);
    expect(await jobs()).toMatchObject([{ agent: "unknown", status: "running" }]);
    await receive([agent(A, "Release manager")]);
    expect(await jobs()).toEqual([
      { agent: "release", status: "failed", at: "10:00:05", charges: 1 },
    ]);
  });

  test("whose calls name their agent is named immediately and ends with the span above", async () => {
    await receive([chat(B, A, { attributes: { "gen_ai.agent.name": "Compliance" } })]);
    expect(await jobs()).toEqual([
      { agent: "compliance", status: "running", at: null, charges: 1 },
    ]);
    await receive([agent(A, "another", { parent: E })]);
    expect(await jobs()).toEqual([{ agent: "compliance", ...settled, charges: 1 }]);
  });

  test("below one span is a separate job for each agent that the calls name", async () => {
    await receive([
      chat(B, A, { attributes: { "gen_ai.agent.name": "Writer" } }),
      chat(C, A, { attributes: { "gen_ai.agent.name": "Tester" } }),
      { id: A },
    ]);
    expect(await jobs()).toMatchObject([{ agent: "testing" }, { agent: "writer" }]);
  });

  test("gets the type that the project maps its agent's name to when the agent's span arrives", async () => {
    const named = { attributes: { "gen_ai.agent.name": "Bob" } };
    await receive([chat(B, A, named)]);
    expect(await jobs()).toMatchObject([{ agent: "bob" }]);
    await db.insert(agentNames).values({
      projectId,
      agentName: "Bob",
      agentType: "security",
      updatedBy: newId(),
      updatedAt: NOW,
    });
    expect(await receive([chat(C, A, named), agent(A, "Bob")])).toEqual({
      rejected: 0,
      messages: [],
    });
    expect(await jobs()).toEqual([{ agent: "security", ...settled, charges: 2 }]);
  });

  test("is the work of an agent, also with many steps and tools in between", async () => {
    const step = { "gen_ai.operation.name": "agent_step" };
    const tool = { "gen_ai.operation.name": "execute_tool" };
    const spans = [
      agent(A, "Tester"),
      { id: B, parent: A, attributes: step },
      chat(C, B),
      { id: D, parent: B, attributes: tool },
      chat(E, D),
    ];
    for (const order of [spans, spans.toReversed()]) {
      projectId = await makeProject(db);
      for (const span of order) await receive([span]);
      expect(await jobs()).toEqual([{ agent: "testing", ...settled, charges: 2 }]);
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    }
  });

  test("is the work of the whole trace when there is no agent", async () => {
    await receive([chat(C, A), chat(D, B)]);
    expect(await jobs()).toHaveLength(2);
    await receive([{ id: A, parent: E }, { id: B, parent: E }, { id: E }]);
    expect(await jobs()).toMatchObject([{ status: "completed", charges: 2 }]);
  });

  test("of an agent that another agent invokes is its own", async () => {
    await receive([
      agent(A, "planner"),
      chat(B, A),
      { id: C, parent: A, attributes: { "gen_ai.operation.name": "execute_tool" } },
      agent(D, "Tester", { parent: C }),
      chat(E, D),
    ]);
    expect(await jobs()).toMatchObject([{ agent: "planner" }, { agent: "testing" }]);
  });

  test("whose parent never arrives is named and ended after an hour by the spans that have arrived", async () => {
    await receive([
      chat(C, B, { service: "docs-writer" }),
      { id: B, parent: A, service: "docs-writer", endMs: END_MS + 2_000 },
      chat(E, D),
    ]);
    expect(await jobs()).toMatchObject([{ status: "running" }, { status: "running" }]);
    const other = { trace: "1".repeat(32) };
    await receive([{ id: A, ...other }], new Date(NOW.getTime() + HOUR_MS + 1));
    expect(await jobs()).toEqual([
      { agent: "crew", status: "completed", at: "10:00:00", charges: 1 },
      { agent: "documentation", status: "completed", at: "10:00:02", charges: 1 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("in a cycle of parent links also ends after an hour", async () => {
    await receive([chat(C, B), { id: B, parent: A }, { id: A, parent: B }]);
    await receive([chat(D, D)], new Date(NOW.getTime() + HOUR_MS + 1));
    expect(await jobs()).toMatchObject([{ status: "completed" }, { status: "running" }]);
  });
});

describe("a call whose spans contradict its job", () => {
  test.each([
    ["about its end", agent(A, "Tester", { isFailed: true })],
    ["about its agent", agent(A, "Writer")],
    ["with an end in the future", agent(A, "Tester", { endMs: NOW.getTime() + HOUR_MS })],
  ])("%s is counted in the job, which stays as it is", async (_, again) => {
    await receive([agent(A, "Tester"), chat(B, A)]);
    expect(await receive([again, chat(C, A)])).toEqual({ rejected: 0, messages: [] });
    expect(await jobs()).toEqual([{ agent: "testing", ...settled, charges: 2 }]);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test("with an end in the future is counted in a new job, which is named", async () => {
    const endMs = NOW.getTime() + HOUR_MS;
    expect(await receive([agent(A, "Tester", { endMs }), chat(B, A)])).toMatchObject({
      rejected: 0,
    });
    expect(await jobs()).toMatchObject([{ agent: "testing", status: "running", charges: 1 }]);
  });
});

describe("a request", () => {
  test("with a call and the spans above it records the job with the call", async () => {
    const spans = [agent(A, "Research", { isFailed: true }), chat(B, A)];
    const sent = await statementsOf(() => receive(spans));
    expect(sent.filter((text) => text.includes("update agent_jobs"))).toEqual([]);
    expect(await jobs()).toEqual([
      { agent: "research", status: "failed", at: "10:00:00", charges: 1 },
    ]);
  });

  test("that is sent again changes nothing", async () => {
    const spans = [agent(A, "Research"), chat(B, A), chat(C, A, { isFailed: true })];
    await receive(spans);
    const first = await jobs();
    expect(await receive([...spans, ...spans].reverse())).toEqual({ rejected: 0, messages: [] });
    expect(await jobs()).toEqual(first);
    expect(await countOf("trace_spans")).toBe(3);
  });

  test("with a span that cannot be read records the others and names the reason", async () => {
    const bad = { attributes: { "gen_ai.usage.input_tokens": -5 } };
    expect(await receive([chat(B, A, bad), chat(C, A, bad), chat(D, A)])).toEqual({
      rejected: 2,
      messages: [
        "2 spans not counted: gen_ai.usage.input_tokens must be a whole number, 0 or more.",
      ],
    });
    expect(await jobs()).toMatchObject([{ charges: 1 }]);
  });

  test.each([
    ["in the future", { endMs: NOW.getTime() + HOUR_MS }],
    ["before 2000", { endMs: 1_000 }],
    ["with too many tokens", { attributes: { "gen_ai.usage.input_tokens": 10n ** 17n } }],
  ])("with a call %s rejects only that call", async (_, span) => {
    const result = await receive([chat(B, A, span), chat(C, A)]);
    expect(result).toMatchObject({
      rejected: 1,
      messages: [expect.stringContaining("1 span not counted")],
    });
    expect(await jobs()).toMatchObject([{ charges: 1 }]);
  });

  test("of spans without model calls counts nothing and saves summaries of the spans that are not leaves", async () => {
    const db = { id: C, parent: B, attributes: { "db.system.name": "postgresql" } };
    expect(await receive([{ id: A }, { id: B, parent: A }, db])).toEqual({
      rejected: 0,
      messages: [],
    });
    expect(await countOf("trace_spans")).toBe(2);
    expect(await jobs()).toEqual([]);
  });

  test("with usage only on agents gets a warning until spans of calls arrive", async () => {
    const usage = { attributes: { "gen_ai.usage.input_tokens": 100 } };
    const spans = [agent(A, "Writer", usage), agent(B, "Writer", { ...usage, parent: A })];
    const { rejected, messages } = await receive(spans);
    expect(rejected).toBe(0);
    expect(messages).toEqual([
      expect.stringMatching(/^Usage on 2 spans .* was not counted.*Turn on/),
    ]);
    expect(await jobs()).toEqual([]);
    await receive([chat(C, B)]);
    expect(await receive(spans)).toEqual({ rejected: 0, messages: [] });
  });

  test("deletes span summaries and unsettled jobs after seven days", async () => {
    await receive([chat(B, A), { id: A, parent: E }]);
    await receive([{ id: C, trace: "2".repeat(32) }], new Date(NOW.getTime() + 8 * 24 * HOUR_MS));
    expect(await countOf("trace_spans")).toBe(1);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("neither stores nor returns prompts and completions", async () => {
    const SECRET = "the-secret-words";
    const content = Object.fromEntries(
      [
        "gen_ai.input.messages",
        "gen_ai.prompt.0.content",
        "ai.prompt",
        "input.value",
        "llm.output_messages.0.message.content",
        "gen_ai.tool.call.arguments",
      ].map((name) => [name, SECRET]),
    );
    const bad = { ...content, "gen_ai.usage.output_tokens": SECRET };
    const { messages } = await receive([
      agent(A, "Writer", { attributes: content, name: SECRET }),
      chat(B, A, { attributes: content, name: SECRET }),
      chat(C, A, { attributes: bad }),
      {
        id: D,
        attributes: {
          ...content,
          "ai.operationId": "ai.embed.doEmbed",
          "ai.values": [SECRET],
          "ai.usage.tokens": 3,
        },
      },
    ]);
    expect(JSON.stringify(messages)).not.toContain(SECRET);
    const columns = await sql<{ table_name: string; column_name: string }[]>`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type in ('text', 'jsonb', 'character varying')`;
    expect(columns.length).toBeGreaterThan(30);
    for (const { table_name, column_name } of columns) {
      const found = await sql`
        select 1 from ${sql(table_name)} where ${sql(column_name)}::text like ${`%${SECRET}%`}`;
      expect(found, `${table_name}.${column_name}`).toHaveLength(0);
    }
  });
});

test("spans of one project do not settle the jobs of another in the same trace", async () => {
  const other = await makeProject(db);
  await receiveTraces(
    { db: tenantOf(other), projectId: other, now: NOW },
    traceRequest([agent(A, "Research")]),
  );
  await receive([chat(B, A, { trace: TRACE })]);
  expect(await jobs()).toMatchObject([{ agent: "unknown", status: "running" }]);
});
