import { createDatabase, newId } from "@ai-cost/db";
import { emptyDatabase, type TestDatabase, testDatabase } from "@ai-cost/db/testing";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createCaller, type SessionUser } from "./index";
import { callerOf, contextOf } from "./testing/callers";
import { type Fixture, insertFixture } from "./testing/fixture";
import { callOverHttp, sendRequest } from "./testing/http";
import { type ProcedurePath, procedures } from "./testing/procedures";

const { app, databaseUrl, db } = testDatabase();
let fixture: Fixture;
beforeAll(async () => {
  fixture = await insertFixture(db);
});

const typeByPath = new Map(procedures().map(({ path, type }) => [path, type]));
const callAsOwner = (path: ProcedurePath, input: unknown, context = ownersContext()) =>
  callOverHttp(context, typeByPath.get(path) ?? "query", path, input);
const ownersContext = () => contextOf(app.db, fixture.owner);

const withoutInput = new Set<string>([
  "account.listSessions",
  "account.revokeOtherSessions",
  "aiCost.getCrossProjectSummary",
  "portfolioBudget.get",
  "portfolioBudget.history",
  "portfolioBudget.remove",
  "projects.list",
]);
const withInput = [...typeByPath.keys()].filter((path) => !withoutInput.has(path));

const malformed: [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a number", 5],
  ["a text", "text"],
  ["a list", []],
  ["an empty object", {}],
  ["an id that is a number", { projectId: 7, name: 7 }],
  ["an id with a NUL", { projectId: `${newId()}\0`, name: "a\0b" }],
  ["an id in SQL", { projectId: "' or 1=1 --", name: "" }],
  ["an id of a million characters", { projectId: "1".repeat(1_000_000), name: "x".repeat(201) }],
  ["a lone surrogate", { projectId: "\ud800", name: "\ud800" }],
  ["nested lists", { projectId: [[[[[]]]]], name: [[[[[]]]]] }],
];

describe.each(withInput)("%s", (path) => {
  test.each(malformed)("refuses %s as BAD_REQUEST and does not log it", async (_, input) => {
    const context = ownersContext();
    const { status, body } = await callAsOwner(path, input, context);
    expect([status, body]).toMatchObject([400, { error: { data: { code: "BAD_REQUEST" } } }]);
    expect(context.log.error).not.toHaveBeenCalled();
  });
});

// Postgres cannot store this character in a text, so a statement with it fails.
test.each(procedures())("no text in the input of $path may contain a NUL", ({ texts }) => {
  const accepted = [...texts].filter(([, schema]) => schema.safeParse("a\0b").success);
  expect(accepted.map(([field]) => field)).toEqual([]);
});

const project = () => ({ projectId: fixture.projectId });
const badFields: [ProcedurePath, () => unknown, string][] = [
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: 0 }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: -1 }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: 0.001 }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: 1_000_000.01 }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: 1e308 }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: null }), "limitDollars"],
  ["aiCost.setBudgetLimit", () => ({ ...project(), limitDollars: "250" }), "limitDollars"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: "2026-13" }), "month"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: "2026-12" }), "month"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: "1999-12" }), "month"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: "9999-12" }), "month"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: "2026-11\0" }), "month"],
  ["aiCost.getMonthlySummary", () => ({ ...project(), month: 202611 }), "month"],
  ["aiCost.getDailySpend", () => ({ ...project(), days: 8 }), "days"],
  ["aiCost.getDailySpend", () => ({ ...project() }), "days"],
  ["aiCost.getDailySpend", () => ({ ...project(), days: 7, month: "2026-11" }), "days"],
  ["aiCost.getDailySpend", () => ({ ...project(), month: "2026-12" }), "month"],
  ["aiCost.getRecentTransactions", () => ({ ...project(), before: "x" }), "before"],
  ["pipelineRuns.get", () => ({ ...project(), runId: "\0" }), "runId"],
  ["projects.create", () => ({ name: "  " }), "name"],
  ["projects.create", () => ({ name: "tab\there" }), "name"],
  ["invitations.create", () => ({ ...project(), email: "a\0@b.example", role: "member" }), "email"],
  [
    "modelPrices.set",
    () => ({ ...project(), model: "m", outputUsdPerMillion: 1 }),
    "inputUsdPerMillion",
  ],
  ["agentNames.set", () => ({ ...project(), agentName: "a", agentType: "" }), "agentType"],
  ["ingestKeys.create", () => ({ ...project(), name: "" }), "name"],
  ["invitations.create", () => ({ ...project(), email: "nobody", role: "member" }), "email"],
  ["invitations.create", () => ({ ...project(), email: "a@b.example", role: "god" }), "role"],
];

test.each(badFields)("%s names the field that it refuses (case %#)", async (path, input, field) => {
  const { status, body } = await callAsOwner(path, input());
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: {
      message: expect.stringContaining(field),
      data: { fieldErrors: { [field]: [expect.any(String)] } },
    },
  });
});

test("a future month is refused with a message that names the current month", async () => {
  const call = callerOf(app.db, fixture.owner).aiCost.getMonthlySummary({
    ...project(),
    month: "2026-12",
  });
  await expect(call).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "month is in the future; the current month is 2026-11 (UTC)",
  });
});

test.each(["{secret", '{"secret":NaN}'])(
  "an input that is not JSON is BAD_REQUEST and is not part of the response: %s",
  async (text) => {
    const url = "http://localhost/api/trpc/aiCost.";
    const headers = { "content-type": "application/json" };
    for (const request of [
      new Request(`${url}getMonthlyTrend?input=${encodeURIComponent(text)}`),
      new Request(`${url}setBudgetLimit`, { method: "POST", headers, body: text }),
    ])
      expect(await sendRequest(ownersContext(), request)).toMatchObject({
        status: 400,
        body: {
          error: {
            message: "The request is not valid JSON.",
            data: { code: "BAD_REQUEST", httpStatus: 400 },
          },
        },
      });
  },
);

test("a mutation without a body is BAD_REQUEST", async () => {
  const url = "http://localhost/api/trpc/aiCost.setBudgetLimit";
  const headers = { "content-type": "application/json" };
  const request = new Request(url, { method: "POST", headers, body: "" });
  expect(await sendRequest(ownersContext(), request)).toMatchObject({
    status: 400,
    body: { error: { message: "input: Invalid input: expected object, received undefined" } },
  });
});

test("a procedure that does not exist is NOT_FOUND", async () => {
  const { status } = await callOverHttp(
    contextOf(app.db, fixture.owner),
    "query",
    "aiCost.getEverything",
    {},
  );
  expect(status).toBe(404);
});

describe("an unexpected error", () => {
  const breaking = "cost_micro_usd";
  let broken: TestDatabase;
  let owner: SessionUser;
  let input: { projectId: string };
  beforeAll(async () => {
    broken = await emptyDatabase();
    const { owner: person, projectId } = await insertFixture(broken.db);
    [owner, input] = [person, { projectId }];
    await broken.sql`alter table monthly_agent_spend rename ${broken.sql(breaking)} to renamed`;
  });
  const brokenContext = () => contextOf(broken.app.db, owner);

  test("has the request id but not the cause in its response, and is logged once with the cause", async () => {
    const context = brokenContext();
    const response = await callOverHttp(context, "query", "aiCost.getMonthlySummary", input);
    expect(response).toEqual({
      status: 500,
      body: {
        error: {
          code: -32603,
          message: expect.stringContaining("Something went wrong on our side."),
          data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, requestId: "request-1" },
        },
      },
    });
    expect(context.log.error).toHaveBeenCalledTimes(1);
    expect(context.log.error).toHaveBeenCalledWith("a procedure failed", {
      procedure: "aiCost.getMonthlySummary",
      requestId: "request-1",
      userId: owner.id,
      cause: expect.objectContaining({ message: expect.stringContaining(breaking) }),
    });
  });

  test("does not show its cause to a caller on the server either", async () => {
    const call = createCaller(brokenContext()).aiCost.getMonthlySummary(input);
    await expect(call).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
      message: expect.not.stringContaining(breaking),
    });
  });
});

describe("a database that is not available", () => {
  test.each(["query", "mutation"] as const)("is SERVICE_UNAVAILABLE for a %s", async (type) => {
    const closedPort = new URL(databaseUrl);
    closedPort.port = "1";
    const unreachable = createDatabase(closedPort.href);
    const context = contextOf(unreachable.db, fixture.owner);
    const path = type === "query" ? "aiCost.getMonthlyTrend" : "aiCost.clearBudgetLimit";
    const response = await callOverHttp(context, type, path, project());
    await unreachable.close();
    expect(response).toEqual({
      status: 503,
      body: {
        error: {
          code: -32603,
          message: expect.stringContaining("The database does not answer"),
          data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503, requestId: "request-1" },
        },
      },
    });
    expect(context.log.error).toHaveBeenCalledTimes(1);
  });

  test("is SERVICE_UNAVAILABLE when it ends the connection during a statement", async () => {
    const own = createDatabase(databaseUrl, { maxConnections: 1 });
    const [row] = await own.sql`select pg_backend_pid() as pid`;
    const sleeping = own.sql`select pg_sleep(20)`.catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const [ended] = await db.execute(sql`
          select pg_terminate_backend(pid) as "isEnded" from pg_stat_activity
          where pid = ${row?.pid} and query like '%pg_sleep%' and state = 'active'`);
        return ended?.isEnded;
      })
      .toBe(true);
    const cause = await sleeping;
    const context = contextOf(app.db, fixture.owner);
    const failing = {
      ...context,
      db: new Proxy(db, {
        get: (target, name, receiver) =>
          name === "select"
            ? () => {
                throw cause;
              }
            : Reflect.get(target, name, receiver),
      }),
    };
    const response = await callOverHttp(failing, "query", "projects.list", undefined);
    await own.sql.end({ timeout: 0 });
    expect(response.status).toBe(503);
  });
});
