import { billingSettings } from "@ai-cost/db";
import { CROSS_PROJECT_STATEMENTS, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { BUDGET_SETTING_KEY, MAX_MONTH_MICRO_USD } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { insertProject, insertUser, NOW } from "../../testing/fixture";

const { app, db, sql, tenantOf } = testDatabase({ multiShard: true });

/** The days of the month up to the time of the requests. */
const DAYS = Array.from({ length: 15 }, (_, i) => `2026-11-${String(i + 1).padStart(2, "0")}`);
/** The costs of these days: nothing until the last one. */
const today = (cost: number) => DAYS.map((_, i) => (i === DAYS.length - 1 ? cost : 0));
/** The complete days, and the same days of the month before. */
const COMPARED = {
  start: "2026-11-01T00:00:00.000Z",
  end: "2026-11-15T00:00:00.000Z",
  previousStart: "2026-10-01T00:00:00.000Z",
  previousEnd: "2026-10-15T00:00:00.000Z",
};

test("only owned projects count in the totals; shared ones are listed separately", async () => {
  const [me, other] = [await insertUser(db), await insertUser(db)];
  const costly = await insertProject(db, [[me, "owner"]], "Costly");
  const idleZ = await insertProject(db, [[me, "owner"]], "zulu");
  const idleA = await insertProject(db, [[me, "owner"]], "Alpha");
  const cheap = await insertProject(db, [[me, "owner"]], "Cheap");
  const administered = await insertProject(
    db,
    [
      [other, "owner"],
      [me, "admin"],
    ],
    "Administered",
  );
  const joined = await insertProject(
    db,
    [
      [other, "owner"],
      [me, "member"],
    ],
    "Joined",
  );
  const foreign = await insertProject(db, [[other, "owner"]], "Foreign");
  await recordCharges(tenantOf, costly, [
    { amountMicroUsd: 2_000_000n, inputTokens: 4n, outputTokens: 5n },
    { amountMicroUsd: null },
  ]);
  await recordCharges(tenantOf, cheap, [
    { amountMicroUsd: 1_000_000n },
    { amountMicroUsd: 8_000_000n, at: "2026-10-31T23:59:59Z" },
  ]);
  await recordCharges(tenantOf, joined, [{ amountMicroUsd: 5_000_000n }]);
  await recordCharges(tenantOf, foreign, [{ amountMicroUsd: 50_000_000n }]);
  await db.insert(billingSettings).values(
    [costly, administered].map((projectId) => ({
      projectId,
      key: BUDGET_SETTING_KEY,
      value: "2.50",
      updatedBy: me.id,
      updatedAt: NOW,
    })),
  );
  const none = { budgetLimit: null, budgetPct: null, budgetStatus: "none" };
  const nothing = {
    isTooLarge: false,
    cost: 0,
    totalTokens: 0,
    totalJobs: 0,
    unpricedCharges: 0,
    comparison: null,
    dailyCosts: today(0),
  };
  expect(await callerOf(app.db, me).aiCost.getCrossProjectSummary()).toEqual({
    month: "2026-11",
    days: DAYS,
    comparison: { ...COMPARED, total: null },
    budgetStatuses: { none: 3, ok: 0, warning: 1, exceeded: 0 },
    totalCost: 3,
    totalTokens: 11,
    totalJobs: 3,
    projectCount: 4,
    sharedProjectCount: 2,
    projects: [
      {
        projectId: costly,
        name: "Costly",
        isTooLarge: false,
        cost: 2,
        pctOfTotal: 200 / 3,
        totalTokens: 10,
        totalJobs: 2,
        unpricedCharges: 1,
        comparison: null,
        dailyCosts: today(2),
        budgetLimit: 2.5,
        budgetPct: 80,
        budgetStatus: "warning",
      },
      {
        projectId: cheap,
        name: "Cheap",
        isTooLarge: false,
        cost: 1,
        pctOfTotal: 100 / 3,
        totalTokens: 1,
        totalJobs: 1,
        unpricedCharges: 0,
        comparison: null,
        dailyCosts: today(1),
        ...none,
      },
      { projectId: idleA, name: "Alpha", pctOfTotal: 0, ...nothing, ...none },
      { projectId: idleZ, name: "zulu", pctOfTotal: 0, ...nothing, ...none },
    ],
    sharedProjects: [
      {
        projectId: joined,
        name: "Joined",
        role: "member",
        isTooLarge: false,
        cost: 5,
        totalTokens: 1,
        totalJobs: 1,
        unpricedCharges: 0,
        comparison: null,
        dailyCosts: today(5),
        ...none,
      },
      {
        projectId: administered,
        name: "Administered",
        role: "admin",
        ...nothing,
        budgetLimit: 2.5,
        budgetPct: 0,
        budgetStatus: "ok",
      },
    ],
  });
});

test("a project that cannot be summed says so, and the others are summed", async () => {
  const me = await insertUser(db);
  const huge = await insertProject(db, [[me, "owner"]], "Huge");
  const small = await insertProject(db, [[me, "owner"]], "Small");
  await recordCharges(tenantOf, huge, [
    { amountMicroUsd: 1n, agentType: "a" },
    { amountMicroUsd: 1n, agentType: "b" },
  ]);
  await recordCharges(tenantOf, small, [{ amountMicroUsd: 3_000_000n }]);
  // What versions without limits could record: together, the two rows do not fit into a bigint.
  for (const column of ["cost_micro_usd", "input_tokens"])
    await sql`update monthly_agent_spend set ${sql(column)} = 9000000000000000000
      where project_id = ${huge}`;
  const { aiCost } = callerOf(app.db, me);
  const summary = await aiCost.getCrossProjectSummary();
  expect(summary).toMatchObject({ totalCost: 3, totalTokens: 1, totalJobs: 1 });
  expect(summary.projects).toMatchObject([
    { name: "Huge", isTooLarge: true, cost: null, totalTokens: null, pctOfTotal: null },
    { name: "Small", isTooLarge: false, cost: 3, pctOfTotal: 100 },
  ]);
  for (const read of [aiCost.getMonthlySummary, aiCost.getMonthlyTrend, aiCost.listAgentTypes])
    await expect(read({ projectId: huge })).rejects.toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
      // Also many months together can be too large, which were not recorded before a limit.
      message: expect.stringContaining("Choose fewer days."),
    });
  expect(await aiCost.setBudgetLimit({ projectId: huge, limitDollars: 5 })).toMatchObject({
    budgetStatus: "exceeded",
  });
  expect(await aiCost.getMonthlySummary({ projectId: huge, month: "2026-10" })).toMatchObject({
    totalCost: 0,
  });
});

test("a hundred projects are on a page, and the totals include all pages", async () => {
  const me = await insertUser(db);
  for (let number = 1; number <= 102; number += 1) {
    const id = await insertProject(
      db,
      [[me, "owner"]],
      `Product ${String(number).padStart(3, "0")}`,
    );
    if (number === 102) await recordCharges(tenantOf, id, [{ amountMicroUsd: 2_000_000n }]);
  }
  const { aiCost, projects } = callerOf(app.db, me);
  const first = await aiCost.getCrossProjectSummary();
  const second = await aiCost.getCrossProjectSummary({ page: 2 });
  const names = [...first.projects, ...second.projects].map(({ name }) => name);
  expect(first.projects).toHaveLength(100);
  expect(names).toHaveLength(102);
  expect(new Set(names).size).toBe(102);
  expect(names[0]).toBe("Product 102");
  expect(second).toMatchObject({ totalCost: 2, projectCount: 102 });
  expect(await projects.list()).toHaveLength(100);
  expect((await projects.list({ page: 2 })).map(({ name }) => name)).toEqual([
    "Product 101",
    "Product 102",
  ]);
});

test("the totals of ten full months are unknown, and the rows are not", async () => {
  const me = await insertUser(db);
  for (let number = 1; number <= 10; number += 1) {
    const id = await insertProject(db, [[me, "owner"]], `Product ${number}`);
    await recordCharges(tenantOf, id, [{ amountMicroUsd: 1n }]);
    await sql`update monthly_agent_spend set cost_micro_usd = ${String(MAX_MONTH_MICRO_USD)}
      where project_id = ${id}`;
  }
  const { totalCost, projects } = await callerOf(app.db, me).aiCost.getCrossProjectSummary();
  expect(totalCost).toBeNull();
  expect(projects.map(({ cost, pctOfTotal }) => [cost, pctOfTotal])).toEqual(
    Array(10).fill([1_000_000_000, 10]),
  );
});

test("a user without a project has empty lists and zeros", async () => {
  const me = await insertUser(db);
  expect(await callerOf(app.db, me).aiCost.getCrossProjectSummary()).toEqual({
    month: "2026-11",
    days: DAYS,
    comparison: { ...COMPARED, total: null },
    budgetStatuses: { none: 0, ok: 0, warning: 0, exceeded: 0 },
    totalCost: 0,
    totalTokens: 0,
    totalJobs: 0,
    projectCount: 0,
    sharedProjectCount: 0,
    projects: [],
    sharedProjects: [],
  });
});

test("each project is compared with the same days of the month before, and their total as well", async () => {
  const [me, other] = [await insertUser(db), await insertUser(db)];
  const old = await insertProject(db, [[me, "owner"]], "Old");
  const recent = await insertProject(db, [[me, "owner"]], "Recent");
  const shared = await insertProject(
    db,
    [
      [other, "owner"],
      [me, "member"],
    ],
    "Shared",
  );
  const spend = (projectId: string, charges: readonly (readonly [string, bigint])[]) =>
    recordCharges(
      tenantOf,
      projectId,
      charges.map(([at, dollars]) => ({ at, amountMicroUsd: dollars * 1_000_000n })),
    );
  await spend(old, [
    ["2026-09-30T23:59:59.999Z", 900n],
    ["2026-10-01T00:00:00Z", 3n],
    ["2026-10-14T23:59:59.999Z", 1n],
    ["2026-10-15T00:00:00Z", 900n],
    ["2026-11-01T00:00:00Z", 5n],
    // Today is not over, so it is not compared.
    ["2026-11-15T00:00:00Z", 900n],
  ]);
  await spend(recent, [["2026-11-14T12:00:00Z", 2n]]);
  await spend(shared, [
    ["2026-10-02T12:00:00Z", 50n],
    ["2026-11-02T12:00:00Z", 60n],
  ]);
  const summary = await callerOf(app.db, me).aiCost.getCrossProjectSummary();
  expect(summary.comparison).toEqual({ ...COMPARED, total: { cost: 7, previousCost: 4 } });
  expect(summary.projects).toMatchObject([
    { name: "Old", cost: 905, comparison: { cost: 5, previousCost: 4 } },
    { name: "Recent", comparison: null },
  ]);
  expect(summary.projects[0]?.dailyCosts).toEqual([5, ...Array(13).fill(0), 900]);
  expect(summary.sharedProjects).toMatchObject([{ comparison: { cost: 60, previousCost: 50 } }]);
});

test("on the first day of a month nothing is compared", async () => {
  const me = await insertUser(db);
  const projectId = await insertProject(db, [[me, "owner"]], "Product");
  await recordCharges(tenantOf, projectId, [
    { at: "2026-10-31T12:00:00Z" },
    { at: "2026-11-01T01:00:00Z" },
  ]);
  const caller = callerOf(app.db, me, new Date("2026-11-01T12:00:00Z"));
  expect(await caller.aiCost.getCrossProjectSummary()).toMatchObject({
    days: ["2026-11-01"],
    comparison: null,
    projects: [{ cost: 1, comparison: null, dailyCosts: [1] }],
  });
});

test("after the access check it sends the two statements that may read many projects, and no other", async () => {
  const me = await insertUser(db);
  const texts = await statementsOf(() => callerOf(app.db, me).aiCost.getCrossProjectSummary());
  expect(texts.slice(1)).toEqual(CROSS_PROJECT_STATEMENTS);
});
