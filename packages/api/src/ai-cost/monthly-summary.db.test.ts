import { statementsOf, testDatabase } from "@ai-cost/db/testing";
import { correctCharge, refundCharge, updateJobs } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { record } from "../testing/usage";
import { callerOf, NOW, newWorld, type World } from "../testing/world";

const { app, db, tenantOf } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

const summaryAt = (now = NOW, month?: string) =>
  callerOf(app.db, world.member, now).aiCost.getMonthlySummary({
    projectId: world.projectId,
    month,
  });
const scope = (now = NOW) => ({ projectId: world.projectId, now });

test("a project without usage answers zeros, not gaps", async () => {
  expect(await summaryAt()).toEqual({
    month: "2026-11",
    periodStart: "2026-11-01T00:00:00.000Z",
    periodEnd: "2026-12-01T00:00:00.000Z",
    asOf: "2026-11-15T12:00:00.000Z",
    totalCost: 0,
    grossCost: 0,
    refundedCost: 0,
    inputTokens: 0,
    outputTokens: 0,
    totalTokens: 0,
    totalJobs: 0,
    completedJobs: 0,
    failedJobs: 0,
    unpricedCharges: 0,
    comparison: null,
    agentBreakdown: [],
    topRuns: [],
    budgetLimit: null,
    budgetPct: null,
    budgetStatus: "none",
  });
});

test("agent types come dearest first, then by name, with shares of the total", async () => {
  await record(tenantOf(world.projectId), world.projectId, [
    { agentType: "testing", cost: 250_000n, inputTokens: 10n, outputTokens: 5n, status: "failed" },
    { agentType: "research", cost: 500_000n, inputTokens: 7n, job: "r1", status: "completed" },
    { agentType: "research", cost: 250_000n, inputTokens: 1n, outputTokens: 2n, job: "r1" },
    { agentType: "design", cost: 250_000n, status: "completed" },
    { agentType: "a type of tomorrow", cost: 750_000n, inputTokens: 0n },
  ]);
  const { agentBreakdown, ...totals } = await summaryAt();
  expect(agentBreakdown).toEqual([
    {
      agentType: "a type of tomorrow",
      totalJobs: 1,
      completedJobs: 0,
      failedJobs: 0,
      unpricedCharges: 0,
      cost: 0.75,
      pctOfTotal: 37.5,
      inputTokens: 0,
      outputTokens: 0,
      totalTokens: 0,
      successRate: 0,
    },
    {
      agentType: "research",
      totalJobs: 1,
      completedJobs: 1,
      failedJobs: 0,
      unpricedCharges: 0,
      cost: 0.75,
      pctOfTotal: 37.5,
      inputTokens: 8,
      outputTokens: 2,
      totalTokens: 10,
      successRate: 100,
    },
    {
      agentType: "design",
      totalJobs: 1,
      completedJobs: 1,
      failedJobs: 0,
      unpricedCharges: 0,
      cost: 0.25,
      pctOfTotal: 12.5,
      inputTokens: 1,
      outputTokens: 0,
      totalTokens: 1,
      successRate: 100,
    },
    {
      agentType: "testing",
      totalJobs: 1,
      completedJobs: 0,
      failedJobs: 1,
      unpricedCharges: 0,
      cost: 0.25,
      pctOfTotal: 12.5,
      inputTokens: 10,
      outputTokens: 5,
      totalTokens: 15,
      successRate: 0,
    },
  ]);
  expect(totals).toMatchObject({
    totalCost: 2,
    inputTokens: 19,
    outputTokens: 7,
    totalTokens: 26,
    totalJobs: 4,
    completedJobs: 2,
    failedJobs: 1,
  });
});

test("cancelled and unfinished jobs count, but not in the success rate", async () => {
  await record(tenantOf(world.projectId), world.projectId, [
    { status: "completed" },
    { status: "completed" },
    { status: "failed" },
    { status: "cancelled" },
    {},
  ]);
  const { agentBreakdown } = await summaryAt();
  expect(agentBreakdown[0]).toMatchObject({ totalJobs: 5, completedJobs: 2, failedJobs: 1 });
  expect(agentBreakdown[0]?.successRate).toBeCloseTo(200 / 3, 10);
});

test("a job that finishes next month is completed in the month in which it counts", async () => {
  await record(tenantOf(world.projectId), world.projectId, [
    { job: "late", at: "2026-11-14T00:00:00Z" },
  ]);
  const december = new Date("2026-12-02T00:00:00Z");
  await updateJobs(tenantOf(world.projectId), scope(december), [
    { externalId: "late", finished: { status: "completed", at: december } },
  ]);
  expect(await summaryAt(december, "2026-11")).toMatchObject({ totalJobs: 1, completedJobs: 1 });
  expect(await summaryAt(december)).toMatchObject({ totalJobs: 0, completedJobs: 0 });
});

test("an agent that is named later leaves no empty row behind", async () => {
  await record(tenantOf(world.projectId), world.projectId, [{ job: "unnamed", agentType: null }]);
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "unknown", cost: 1 }]);
  await updateJobs(tenantOf(world.projectId), scope(), [
    { externalId: "unnamed", agentType: "release" },
  ]);
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "release", cost: 1 }]);
});

test("refunds reduce the cost and are told apart; a full one leaves tokens and job", async () => {
  const [part, full] = await record(tenantOf(world.projectId), world.projectId, [
    { cost: 3_000_000n, agentType: "research", inputTokens: 100n },
    { cost: 1_000_000n, agentType: "testing", inputTokens: 50n },
  ]);
  const refund = (chargeId = "", amountMicroUsd: bigint) =>
    refundCharge(tenantOf(world.projectId), scope(), {
      idempotencyKey: `refund ${chargeId}`,
      chargeId,
      amountMicroUsd,
    });
  await refund(part?.chargeId, 500_000n);
  await refund(full?.chargeId, 1_000_000n);
  const summary = await summaryAt();
  expect(summary).toMatchObject({ totalCost: 2.5, grossCost: 4, refundedCost: 1.5, totalJobs: 2 });
  expect(summary.inputTokens).toBe(150);
  expect(summary.agentBreakdown).toMatchObject([
    { agentType: "research", cost: 2.5, pctOfTotal: 100 },
    { agentType: "testing", cost: 0, pctOfTotal: 0, totalJobs: 1 },
  ]);
});

test("an unpriced charge keeps its tokens and is counted until a correction prices it", async () => {
  const [unpriced] = await record(tenantOf(world.projectId), world.projectId, [
    { cost: null, inputTokens: 70n },
    { cost: 2_000_000n, inputTokens: 30n },
  ]);
  expect(await summaryAt()).toMatchObject({ totalCost: 2, unpricedCharges: 1, inputTokens: 100 });
  await correctCharge(tenantOf(world.projectId), scope(), {
    chargeId: unpriced?.chargeId ?? "",
    amountMicroUsd: 1_500_000n,
  });
  expect(await summaryAt()).toMatchObject({ totalCost: 3.5, grossCost: 3.5, unpricedCharges: 0 });
});

test("shares come from the integers: two thirds of three micro-dollars", async () => {
  await record(tenantOf(world.projectId), world.projectId, [
    { agentType: "a", cost: 2n },
    { agentType: "b", cost: 1n },
  ]);
  const { agentBreakdown, totalCost } = await summaryAt();
  expect(totalCost).toBe(0.000003);
  expect(agentBreakdown.map(({ pctOfTotal }) => pctOfTotal)).toEqual([200 / 3, 100 / 3]);
});

test("an agent's cost above 2^53 micro-dollars is added up exactly", async () => {
  const dearest = 1_000_000_000_000_000n;
  await record(tenantOf(world.projectId), world.projectId, [
    ...Array.from({ length: 9 }, () => ({ agentType: "a", cost: dearest })),
    { agentType: "a", cost: 7_199_254_740_993n },
    { agentType: "b", cost: 1n },
  ]);
  expect((await summaryAt()).totalCost).toBe(9_007_199_254_740_994 / 1_000_000);
});

describe("months", () => {
  test.each([
    ["2024-02", "2024-02-29T23:59:59.999Z", "2024-03-01T00:00:00.000Z"],
    ["2025-02", "2025-02-28T23:59:59.999Z", "2025-03-01T00:00:00.000Z"],
    ["2025-12", "2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000Z"],
    ["2026-04", "2026-04-30T23:59:59.999Z", "2026-05-01T00:00:00.000Z"],
  ])("%s ends after %s; %s is the next one", async (month, lastAt, nextAt) => {
    await record(tenantOf(world.projectId), world.projectId, [
      { at: `${month}-01T00:00:00.000Z`, cost: 1n },
      { at: lastAt, cost: 10n },
      { at: nextAt, cost: 100n },
    ]);
    expect(await summaryAt(NOW, month)).toMatchObject({
      month,
      periodStart: `${month}-01T00:00:00.000Z`,
      periodEnd: nextAt,
      totalCost: 0.000011,
      totalJobs: 2,
    });
    expect(await summaryAt(NOW, nextAt.slice(0, 7))).toMatchObject({ totalCost: 0.0001 });
  });

  test("the month is the clock's: one millisecond turns the page", async () => {
    await record(tenantOf(world.projectId), world.projectId, [{ at: "2025-12-31T23:59:59.999Z" }]);
    const before = await summaryAt(new Date("2025-12-31T23:59:59.999Z"));
    const after = await summaryAt(new Date("2026-01-01T00:00:00.000Z"));
    expect([before.month, before.totalCost]).toEqual(["2025-12", 1]);
    expect([after.month, after.totalCost]).toEqual(["2026-01", 0]);
  });

  test("another project's spend is nowhere in it", async () => {
    await record(tenantOf(world.foreignProjectId), world.foreignProjectId, [
      { agentType: "secret" },
    ]);
    expect((await summaryAt()).agentBreakdown).toEqual([]);
  });
});

test("it is one statement after the gate's", async () => {
  expect(await statementsOf(() => summaryAt())).toHaveLength(2);
});
