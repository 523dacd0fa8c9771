import { testDatabase } from "@ai-cost/db/testing";
import { mergeJobs, reconcile } from "@ai-cost/ledger";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "./testing/callers";
import { recordCharges } from "./testing/charges";
import { type Fixture, insertFixture, NOW } from "./testing/fixture";

const { app, db, tenantOf } = testDatabase();
const AT = "2026-11-14T10:00:00Z";
let fixture: Fixture;
let runId: string;

/** Two calls of provisional jobs and one of their agent, into whose job the two are merged. */
beforeEach(async () => {
  fixture = await insertFixture(db);
  const { projectId } = fixture;
  const run = { run: "a run", at: AT };
  const [first] = await recordCharges(tenantOf, projectId, [
    { ...run, job: "span 1", agentType: null, amountMicroUsd: 1_000_000n },
    { ...run, job: "span 2", agentType: null, amountMicroUsd: 2_000_000n, status: "failed" },
    {
      ...run,
      job: "agent",
      agentType: "research",
      amountMicroUsd: 3_000_000n,
      status: "completed",
    },
  ]);
  runId = first?.runId ?? "";
  await mergeJobs(
    tenantOf(projectId),
    { projectId, now: NOW },
    ["span 1", "span 2"].map((fromExternalId) => ({
      fromExternalId,
      intoExternalId: "agent",
      runExternalId: "a run",
    })),
  );
});

const caller = () => callerOf(app.db, fixture.member);

test("the charges of merged jobs are those of the job that they were merged into", async () => {
  const { projectId } = fixture;
  const recent = await caller().aiCost.getRecentTransactions({ projectId });
  const charges = await caller().pipelineRuns.listCharges({ projectId, runId });
  const jobs = await caller().pipelineRuns.listJobs({ projectId, runId });
  expect(jobs).toMatchObject([
    { externalId: "agent", agentType: "research", status: "completed", cost: 6, inputTokens: 3 },
  ]);
  for (const list of [recent, charges]) {
    expect(list.map(({ agentType }) => agentType)).toEqual(Array(3).fill("research"));
    expect(new Set(list.map(({ jobId }) => jobId))).toEqual(new Set([jobs[0]?.jobId]));
  }
});

test("merged jobs count as one job, and all totals are the same", async () => {
  const { projectId } = fixture;
  const run = await caller().pipelineRuns.get({ projectId, runId });
  expect(run).toMatchObject({
    jobCount: 1,
    completedJobs: 1,
    failedJobs: 0,
    chargeCount: 3,
    cost: 6,
  });
  const summary = await caller().aiCost.getMonthlySummary({ projectId });
  expect(summary).toMatchObject({ totalCost: 6, totalJobs: 1, completedJobs: 1, failedJobs: 0 });
  expect(summary.agentBreakdown).toMatchObject([{ agentType: "research", cost: 6, totalJobs: 1 }]);
  expect(summary.topRuns).toMatchObject([{ runId, cost: 6, jobCount: 1 }]);
  const days = await caller().aiCost.getDailySpend({ projectId, month: "2026-11" });
  expect(days.reduce((sum, { cost }) => sum + cost, 0)).toBe(6);
  const trend = await caller().aiCost.getMonthlyTrend({ projectId });
  expect(trend.at(-1)).toMatchObject({ cost: 6, jobCount: 1 });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
});

test("a job that was merged between two pages is still where the next page starts", async () => {
  const { projectId } = fixture;
  const rows = await caller().pipelineRuns.listCharges({ projectId, runId });
  const rest = await caller().pipelineRuns.listCharges({ projectId, runId, after: rows[0]?.id });
  expect(rest.map(({ id }) => id)).toEqual(rows.slice(1).map(({ id }) => id));
});

test("a stranger sees nothing of it", async () => {
  const projectId = fixture.foreignProjectId;
  const summary = await callerOf(app.db, fixture.stranger).aiCost.getMonthlySummary({ projectId });
  expect(summary).toMatchObject({ totalCost: 0, totalJobs: 0 });
});
