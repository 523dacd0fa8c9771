import { newId } from "@ai-cost/db";
import { notOnOneShard, onTenants, statementsOf, testDatabase } from "@ai-cost/devkit/testing";
import { beforeAll, expect, test } from "vitest";
import { record } from "./testing/usage";
import { callerOf, newWorld, type World } from "./testing/world";

const { app, db, tenantOf } = testDatabase();
let world: World;
let runId: string;
beforeAll(async () => {
  world = await newWorld(db);
  runId =
    (await record(tenantOf(world.projectId), world.projectId, [{}, { cost: null }]))[0]?.runId ??
    "";
});

/** One project is one shard: a table that is not pinned to a bound project would be read on all of them. */
test("every statement of a read pins each tenant table that it names to a bound project", async () => {
  const caller = callerOf(app.db, world.member);
  const { agentNames, aiCost, ingestKeys, modelPrices, pipelineRuns, projects } = caller;
  const { projectId } = world;
  const statements = await statementsOf(async () => {
    await aiCost.getMonthlySummary({ projectId });
    await aiCost.getMonthlyTrend({ projectId });
    await aiCost.getDailySpend({ projectId, days: 7 });
    const [charge] = await aiCost.getRecentTransactions({ projectId });
    await aiCost.getRecentTransactions({ projectId, before: charge?.id });
    await aiCost.getCrossProjectSummary();
    await projects.get({ projectId });
    await pipelineRuns.get({ projectId, runId });
    await pipelineRuns.listJobs({ projectId, runId, after: charge?.jobId });
    await pipelineRuns.listCharges({ projectId, runId, after: charge?.id });
    await ingestKeys.list({ projectId });
    await modelPrices.list({ projectId });
    await agentNames.list({ projectId });
    await caller.usageSources.listNotices({ projectId });
  });
  expect(onTenants(statements).length).toBeGreaterThanOrEqual(19);
  expect(notOnOneShard(statements)).toEqual([]);
});

test("and every statement of a change does, which moves no row to another project", async () => {
  const { agentNames, aiCost, ingestKeys, modelPrices, projects } = callerOf(app.db, world.owner);
  const { projectId } = world;
  const price = { projectId, model: "house-model", outputUsdPerMillion: 15 };
  const agentName = { projectId, agentName: "Scout" };
  const email = `${newId()}@example.com`;
  const statements = await statementsOf(async () => {
    for (const limitDollars of [10, 20]) await aiCost.setBudgetLimit({ projectId, limitDollars });
    await aiCost.clearBudgetLimit({ projectId });
    const { keyId } = await ingestKeys.create({ projectId, name: "Nightly" });
    await ingestKeys.revoke({ projectId, keyId });
    for (const inputUsdPerMillion of [3, 4])
      await modelPrices.set({ ...price, inputUsdPerMillion });
    await modelPrices.remove(price);
    for (const agentType of ["research", "design"])
      await agentNames.set({ ...agentName, agentType });
    await agentNames.remove(agentName);
    await projects.addMember({ projectId, email, role: "member" });
    await projects.changeMemberRole({ projectId, email, role: "admin" });
    await projects.removeMember({ projectId, email });
  });
  expect(onTenants(statements).length).toBeGreaterThanOrEqual(30);
  expect(notOnOneShard(statements)).toEqual([]);
});

test("a month's summary is one statement after the gate's", async () => {
  const { projectId } = world;
  const statements = await statementsOf(() =>
    callerOf(app.db, world.member).aiCost.getMonthlySummary({ projectId }),
  );
  expect(statements).toHaveLength(2);
});
