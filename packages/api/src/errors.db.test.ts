import { createDatabase, newId } from "@ai-cost/db";
import { emptyDatabase, type TestDatabase, testDatabase } from "@ai-cost/db/testing";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { appRouter, createCaller, createContext, type SessionUser } from "./index";
import { ask, send } from "./testing/wire";
import { callerOf, contextOf, newWorld, type World } from "./testing/world";

const { app, databaseUrl, db } = testDatabase();
let world: World;
beforeAll(async () => {
  world = await newWorld(db);
});

// At run time it is flat, by path; its type is the tree of routers.
const procedures = new Map<string, { _def: { type: string } }>(
  Object.entries(appRouter._def.procedures as object),
);
/** Queries carry their input in the address, mutations in the body. */
const typeOf = (path: string) =>
  procedures.get(path)?._def.type === "mutation" ? "mutation" : "query";
const takesNothing = new Set(["aiCost.getCrossProjectSummary", "projects.list"]);
const paths = [...procedures.keys()].filter((path) => !takesNothing.has(path));

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

describe.each(paths)("%s", (path) => {
  test.each(malformed)("refuses %s as BAD_REQUEST", async (_, input) => {
    const context = contextOf(app.db, world.owner);
    const { status, body } = await ask(context, typeOf(path), path, input);
    expect([status, body]).toMatchObject([400, { error: { data: { code: "BAD_REQUEST" } } }]);
    expect(context.log.error).not.toHaveBeenCalled();
  });
});

const project = () => ({ projectId: world.projectId });
const badFields: [string, () => unknown, string][] = [
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
  ["projects.addMember", () => ({ ...project(), email: "a\0@b.example", role: "member" }), "email"],
  [
    "modelPrices.set",
    () => ({ ...project(), model: "m", outputUsdPerMillion: 1 }),
    "inputUsdPerMillion",
  ],
  ["agentNames.set", () => ({ ...project(), agentName: "a", agentType: "" }), "agentType"],
  ["ingestKeys.create", () => ({ ...project(), name: "" }), "name"],
  ["projects.addMember", () => ({ ...project(), email: "nobody", role: "member" }), "email"],
  ["projects.addMember", () => ({ ...project(), email: "a@b.example", role: "god" }), "role"],
];

test.each(badFields)("%s names the field that it refuses (%#)", async (path, input, field) => {
  const { status, body } = await ask(contextOf(app.db, world.owner), typeOf(path), path, input());
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: {
      message: expect.stringContaining(field),
      data: { fieldErrors: { [field]: [expect.any(String)] } },
    },
  });
});

test("a month that has not begun is refused with a sentence, on the server as on the wire", async () => {
  const asked = callerOf(app.db, world.owner).aiCost.getMonthlySummary({
    ...project(),
    month: "2026-12",
  });
  await expect(asked).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "month is in the future; the current month is 2026-11 (UTC)",
  });
});

test.each(["{secret", '{"secret":NaN}', ""])(
  "an input that is not JSON is BAD_REQUEST and is not repeated in the answer: %s",
  async (text) => {
    const url = "http://localhost/api/trpc/aiCost.";
    const headers = { "content-type": "application/json" };
    for (const request of [
      new Request(`${url}getMonthlyTrend?input=${encodeURIComponent(text || "{")}`),
      new Request(`${url}setBudgetLimit`, { method: "POST", headers, body: text }),
    ])
      expect(await send(contextOf(app.db, world.owner), request)).toMatchObject({
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

test("a procedure that does not exist is NOT_FOUND", async () => {
  const { status } = await ask(contextOf(app.db, world.owner), "query", "aiCost.getEverything", {});
  expect(status).toBe(404);
});

describe("an unexpected error", () => {
  const breaking = "cost_micro_usd";
  let broken: TestDatabase;
  let owner: SessionUser;
  let input: { projectId: string };
  beforeAll(async () => {
    broken = await emptyDatabase();
    const { owner: person, projectId } = await newWorld(broken.db);
    [owner, input] = [person, { projectId }];
    await broken.sql`alter table monthly_agent_spend rename ${broken.sql(breaking)} to renamed`;
  });
  const brokenContext = () => contextOf(broken.app.db, owner);

  test("is answered without its cause, with the request id, and logged once with the cause", async () => {
    const context = brokenContext();
    const answer = await ask(context, "query", "aiCost.getMonthlySummary", input);
    expect(answer).toEqual({
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

  test("is as bare for a caller on the server", async () => {
    const asked = createCaller(brokenContext()).aiCost.getMonthlySummary(input);
    await expect(asked).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
      message: expect.not.stringContaining(breaking),
    });
  });
});

describe("a database that does not answer", () => {
  test.each(["query", "mutation"] as const)(
    "is SERVICE_UNAVAILABLE, also for a %s",
    async (type) => {
      const nobodyListens = new URL(databaseUrl);
      nobodyListens.port = "1";
      const unreachable = createDatabase(nobodyListens.href);
      const context = contextOf(unreachable.db, world.owner);
      const path = type === "query" ? "aiCost.getMonthlyTrend" : "aiCost.clearBudgetLimit";
      const answer = await ask(context, type, path, project());
      await unreachable.close();
      expect(answer).toEqual({
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
    },
  );

  test("is SERVICE_UNAVAILABLE when it ends the connection under way", async () => {
    const own = createDatabase(databaseUrl, { maxConnections: 1 });
    const [row] = await own.sql`select pg_backend_pid() as pid`;
    const asked = own.sql`select pg_sleep(20)`.catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const [ended] = await db.execute(sql`
          select pg_terminate_backend(pid) as "isEnded" from pg_stat_activity
          where pid = ${row?.pid} and query like '%pg_sleep%' and state = 'active'`);
        return ended?.isEnded;
      })
      .toBe(true);
    const cause = await asked;
    const context = contextOf(app.db, world.owner);
    const failing = createContext({
      ...context,
      db: new Proxy(db, {
        get: (target, name, receiver) =>
          name === "select"
            ? () => {
                throw cause;
              }
            : Reflect.get(target, name, receiver),
      }),
    });
    const answer = await ask(failing, "query", "projects.list", undefined);
    await own.sql.end({ timeout: 0 });
    expect(answer.status).toBe(503);
  });
});
