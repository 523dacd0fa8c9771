import { billingSettings } from "@ai-cost/db";
import { FANNING_OUT, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { BUDGET_SETTING_KEY } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { record } from "../testing/usage";
import { callerOf, NOW, newPerson, newProject } from "../testing/world";

const { app, db, tenantOf } = testDatabase({ fansOut: true });

test("owned projects make the totals; shared ones come apart and count in none", async () => {
  const [me, other] = [await newPerson(db), await newPerson(db)];
  const dear = await newProject(db, [[me, "owner"]], "Dear");
  const idleZ = await newProject(db, [[me, "owner"]], "zulu");
  const idleA = await newProject(db, [[me, "owner"]], "Alpha");
  const cheap = await newProject(db, [[me, "owner"]], "Cheap");
  const administered = await newProject(
    db,
    [
      [other, "owner"],
      [me, "admin"],
    ],
    "Administered",
  );
  const joined = await newProject(
    db,
    [
      [other, "owner"],
      [me, "member"],
    ],
    "Joined",
  );
  const foreign = await newProject(db, [[other, "owner"]], "Foreign");
  await record(tenantOf(dear), dear, [
    { cost: 2_000_000n, inputTokens: 4n, outputTokens: 5n },
    { cost: null },
  ]);
  await record(tenantOf(cheap), cheap, [
    { cost: 1_000_000n },
    { cost: 8_000_000n, at: "2026-10-31T23:59:59Z" },
  ]);
  await record(tenantOf(joined), joined, [{ cost: 5_000_000n }]);
  await record(tenantOf(foreign), foreign, [{ cost: 50_000_000n }]);
  await db.insert(billingSettings).values(
    [dear, administered].map((projectId) => ({
      projectId,
      key: BUDGET_SETTING_KEY,
      value: "2.50",
      updatedBy: me.id,
      updatedAt: NOW,
    })),
  );
  const none = { budgetLimit: null, budgetPct: null, budgetStatus: "none" };
  const nothing = { cost: 0, totalTokens: 0, totalJobs: 0, unpricedCharges: 0 };
  expect(await callerOf(app.db, me).aiCost.getCrossProjectSummary()).toEqual({
    month: "2026-11",
    totalCost: 3,
    totalTokens: 11,
    totalJobs: 3,
    projects: [
      {
        projectId: dear,
        name: "Dear",
        cost: 2,
        pctOfTotal: 200 / 3,
        totalTokens: 10,
        totalJobs: 2,
        unpricedCharges: 1,
        budgetLimit: 2.5,
        budgetPct: 80,
        budgetStatus: "warning",
      },
      {
        projectId: cheap,
        name: "Cheap",
        cost: 1,
        pctOfTotal: 100 / 3,
        totalTokens: 1,
        totalJobs: 1,
        unpricedCharges: 0,
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
        cost: 5,
        totalTokens: 1,
        totalJobs: 1,
        unpricedCharges: 0,
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

test("a person without a project has empty lists and zeros", async () => {
  const me = await newPerson(db);
  expect(await callerOf(app.db, me).aiCost.getCrossProjectSummary()).toEqual({
    month: "2026-11",
    totalCost: 0,
    totalTokens: 0,
    totalJobs: 0,
    projects: [],
    sharedProjects: [],
  });
});

test("after the gate's it sends the two statements that may read many projects, and no other", async () => {
  const me = await newPerson(db);
  const texts = await statementsOf(() => callerOf(app.db, me).aiCost.getCrossProjectSummary());
  expect(texts.slice(1)).toEqual(FANNING_OUT);
});
