import { agentNames, newId } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { END_MS, type SpanStory, TRACE, traceRequest } from "../../testing/otlp/trace-request";
import { receiveTraces } from "./receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");
const HOUR_MS = 60 * 60 * 1000;

let projectId: string;
beforeEach(async () => {
  projectId = await makeProject(db);
});

const take = (stories: readonly SpanStory[], now = NOW) =>
  receiveTraces({ db: tenantOf(projectId), projectId, now }, traceRequest(stories));

const jobs = () => sql<{ agent: string; status: string; at: string | null; charges: number }[]>`
  select job.agent_type as agent, job.status, to_char(job.finished_at at time zone 'utc', 'HH24:MI:SS') as at,
    count(charge.id)::int as charges
  from agent_jobs job join credit_transactions charge
    on charge.project_id = job.project_id and charge.agent_job_id = job.id
  where job.project_id = ${projectId}
  group by job.id, job.agent_type, job.status, job.finished_at order by job.agent_type, job.status`;
const countOf = async (table: string) =>
  (await sql`select count(*)::int as rows from ${sql(table)} where project_id = ${projectId}`)[0]
    ?.rows;

const agent = (id: string, name: string | null, story: SpanStory = {}): SpanStory => ({
  id,
  ...story,
  attributes: {
    "gen_ai.operation.name": "invoke_agent",
    ...(name !== null && { "gen_ai.agent.name": name }),
    ...story.attributes,
  },
});
const chat = (id: string, parent: string | null, story: SpanStory = {}): SpanStory => ({
  id,
  parent,
  ...story,
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 10,
    ...story.attributes,
  },
});
const A = "00000000000000a1";
const B = "00000000000000b1";
const C = "00000000000000c1";
const D = "00000000000000d1";
const E = "00000000000000e1";
const settled = { status: "completed", at: "10:00:00" };

describe("a job", () => {
  test("waits without a name until its agent's span comes, and is named and finished by it", async () => {
    await take([chat(B, A), chat(C, A)]);
    expect(await jobs()).toEqual([{ agent: "unknown", status: "running", at: null, charges: 2 }]);
    await take([agent(A, "Research Agent", { endMs: END_MS + 60_000 })]);
    expect(await jobs()).toEqual([
      { agent: "research", status: "completed", at: "10:01:00", charges: 2 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
    expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  });

  test("is of the nearest agent above, past whatever stands between", async () => {
    await take([chat(E, D)]);
    await take([
      { id: D, parent: C, attributes: { "gen_ai.operation.name": "execute_event_loop_cycle" } },
    ]);
    expect(await jobs()).toMatchObject([{ agent: "unknown" }]);
    await take([agent(B, "planner", { parent: A }), { id: C, parent: B, name: "POST /tool" }]);
    expect(await jobs()).toEqual([{ agent: "planner", ...settled, charges: 1 }]);
  });

  test("is failed when its agent's span is, whatever its calls did", async () => {
    await take([agent(A, "Tester", { isFailed: true }), chat(B, A)]);
    expect(await jobs()).toMatchObject([{ agent: "testing", status: "failed" }]);
  });

  test("is completed when a call of it failed and its agent went on", async () => {
    await take([agent(A, "Tester"), chat(B, A, { isFailed: true }), chat(C, A)]);
    expect(await jobs()).toMatchObject([{ status: "completed", charges: 2 }]);
  });

  test("without an agent gets the project's default, else its service's name", async () => {
    const service = "web-researcher";
    await take([chat(B, A, { service }), { id: A, service, name: "GET /" }]);
    expect(await jobs()).toEqual([{ agent: "research", ...settled, charges: 1 }]);
    projectId = await makeProject(db);
    await db.insert(agentNames).values({
      projectId,
      agentName: "",
      agentType: "design",
      updatedBy: newId(),
      updatedAt: NOW,
    });
    await take([chat(B, A, { service }), { id: A, service, name: "GET /", isFailed: true }]);
    expect(await jobs()).toMatchObject([{ agent: "design", status: "failed" }]);
  });

  test("of a call without a parent is settled at once", async () => {
    await take([chat(B, null, { service: "unknown_service:node", isFailed: true })]);
    expect(await jobs()).toEqual([
      { agent: "unknown", status: "failed", at: "10:00:00", charges: 1 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("of the AI SDK is bounded by what the program asked for, and named by what stands above", async () => {
    const whole = { "ai.operationId": "ai.generateText" };
    const inner = { ...chat(C, B).attributes, "ai.operationId": "ai.generateText.doGenerate" };
    await take([{ id: C, parent: B, attributes: inner }]);
    await take([{ id: B, parent: A, attributes: whole, isFailed: true, endMs: END_MS + 5_000 }]);
    expect(await jobs()).toMatchObject([{ agent: "unknown", status: "running" }]);
    await take([agent(A, "Release manager")]);
    expect(await jobs()).toEqual([
      { agent: "release", status: "failed", at: "10:00:05", charges: 1 },
    ]);
  });

  test("whose calls name their agent is named at once and finished when that one ends", async () => {
    await take([chat(B, A, { attributes: { "gen_ai.agent.name": "Compliance" } })]);
    expect(await jobs()).toEqual([
      { agent: "compliance", status: "running", at: null, charges: 1 },
    ]);
    await take([agent(A, "another", { parent: E })]);
    expect(await jobs()).toEqual([{ agent: "compliance", ...settled, charges: 1 }]);
  });

  test("of two agents' calls below one span is two jobs", async () => {
    await take([
      chat(B, A, { attributes: { "gen_ai.agent.name": "Writer" } }),
      chat(C, A, { attributes: { "gen_ai.agent.name": "Tester" } }),
      { id: A },
    ]);
    expect(await jobs()).toMatchObject([{ agent: "testing" }, { agent: "writer" }]);
  });

  test("keeps counting when the project maps its agent's name otherwise meanwhile", async () => {
    const named = { attributes: { "gen_ai.agent.name": "Bob" } };
    await take([chat(B, A, named)]);
    await db.insert(agentNames).values({
      projectId,
      agentName: "Bob",
      agentType: "security",
      updatedBy: newId(),
      updatedAt: NOW,
    });
    expect(await take([chat(C, A, named), agent(A, "Bob")])).toEqual({ rejected: 0, messages: [] });
    expect(await jobs()).toEqual([{ agent: "bob", ...settled, charges: 2 }]);
  });

  test("whose parent never comes is named and ended by what has come, after an hour", async () => {
    await take([
      chat(C, B, { service: "docs-writer" }),
      { id: B, parent: A, service: "docs-writer", endMs: END_MS + 2_000 },
      chat(E, D),
    ]);
    expect(await jobs()).toMatchObject([{ status: "running" }, { status: "running" }]);
    const other = { trace: "1".repeat(32) };
    await take([{ id: A, ...other }], new Date(NOW.getTime() + HOUR_MS + 1));
    expect(await jobs()).toEqual([
      { agent: "crew", status: "completed", at: "10:00:00", charges: 1 },
      { agent: "documentation", status: "completed", at: "10:00:02", charges: 1 },
    ]);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("in a circle of links ends after an hour too", async () => {
    await take([chat(C, B), { id: B, parent: A }, { id: A, parent: B }]);
    await take([chat(D, D)], new Date(NOW.getTime() + HOUR_MS + 1));
    expect(await jobs()).toMatchObject([{ status: "completed" }, { status: "running" }]);
  });
});

describe("a request", () => {
  test("that is sent again counts once and changes nothing", async () => {
    const stories = [agent(A, "Research"), chat(B, A), chat(C, A, { isFailed: true })];
    await take(stories);
    const first = await jobs();
    expect(await take([...stories, ...stories].reverse())).toEqual({ rejected: 0, messages: [] });
    expect(await jobs()).toEqual(first);
    expect(await countOf("trace_spans")).toBe(3);
  });

  test("with a span that cannot be read keeps the others, and says why", async () => {
    const bad = { attributes: { "gen_ai.usage.input_tokens": -5 } };
    expect(await take([chat(B, A, bad), chat(C, A, bad), chat(D, A)])).toEqual({
      rejected: 2,
      messages: [
        "2 spans not counted: gen_ai.usage.input_tokens must be a whole number, 0 or more.",
      ],
    });
    expect(await jobs()).toMatchObject([{ charges: 1 }]);
  });

  test.each([
    ["far in the future", { endMs: NOW.getTime() + HOUR_MS }],
    ["before 2000", { endMs: 1_000 }],
    ["with more tokens than can be", { attributes: { "gen_ai.usage.input_tokens": 10n ** 17n } }],
  ])("with a call %s refuses it alone", async (_, story) => {
    const taken = await take([chat(B, A, story), chat(C, A)]);
    expect(taken).toMatchObject({
      rejected: 1,
      messages: [expect.stringContaining("1 span not counted")],
    });
    expect(await jobs()).toMatchObject([{ charges: 1 }]);
  });

  test("of spans that have nothing to do with models counts nothing and keeps their bones", async () => {
    const db = { id: C, parent: B, attributes: { "db.system.name": "postgresql" } };
    expect(await take([{ id: A }, { id: B, parent: A }, db])).toEqual({
      rejected: 0,
      messages: [],
    });
    expect(await countOf("trace_spans")).toBe(2);
    expect(await jobs()).toEqual([]);
  });

  test("whose agents alone bear usage is told that it was not counted, until its calls are there", async () => {
    const usage = { attributes: { "gen_ai.usage.input_tokens": 100 } };
    const stories = [agent(A, "Writer", usage), agent(B, "Writer", { ...usage, parent: A })];
    const { rejected, messages } = await take(stories);
    expect(rejected).toBe(0);
    expect(messages).toEqual([
      expect.stringMatching(/^Usage on 2 spans .* was not counted.*Turn on/),
    ]);
    expect(await jobs()).toEqual([]);
    await take([chat(C, B)]);
    expect(await take(stories)).toEqual({ rejected: 0, messages: [] });
  });

  test("forgets bones and waiting jobs of more than seven days ago", async () => {
    await take([chat(B, A), { id: A, parent: E }]);
    await take([{ id: C, trace: "2".repeat(32) }], new Date(NOW.getTime() + 8 * 24 * HOUR_MS));
    expect(await countOf("trace_spans")).toBe(1);
    expect(await countOf("unsettled_jobs")).toBe(0);
  });

  test("leaves no word of a prompt or an answer behind, nor says one", async () => {
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
    const { messages } = await take([
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

test("a project's spans say nothing of another's, in the same trace", async () => {
  const other = await makeProject(db);
  await receiveTraces(
    { db: tenantOf(other), projectId: other, now: NOW },
    traceRequest([agent(A, "Research")]),
  );
  await take([chat(B, A, { trace: TRACE })]);
  expect(await jobs()).toMatchObject([{ agent: "unknown", status: "running" }]);
});
