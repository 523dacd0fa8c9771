import { statementsOf, testDatabase } from "@ai-cost/db/testing";
import { MAX_CHARGE_MICRO_USD } from "@ai-cost/domain";
import { correctCharge, refundCharge, updateJobs } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const summaryAt = (now = NOW, month?: string) =>
  callerOf(app.db, fixture.member, now).aiCost.getMonthlySummary({
    projectId: fixture.projectId,
    month,
  });
const scope = (now = NOW) => ({ projectId: fixture.projectId, now });

test("a project without usage has zeros", async () => {
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
    agentTypeCount: 0,
    topRuns: [],
    budgetLimit: null,
    budgetPct: null,
    budgetStatus: "none",
    forecast: null,
    forecastFrom: "2026-11-29",
  });
});

test("a thousand charges of $0.10 add up to exactly $100, which a sum of doubles does not", async () => {
  const charges = Array.from({ length: 1_000 }, () => ({ amountMicroUsd: 100_000n, job: "one" }));
  await recordCharges(tenantOf, fixture.projectId, charges);
  expect(charges.reduce((sum) => sum + 0.1, 0)).not.toBe(100);
  expect((await summaryAt()).totalCost).toBe(100);
});

test("agent types are ordered by cost, then by name, and have their share of the total", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    {
      agentType: "testing",
      amountMicroUsd: 250_000n,
      inputTokens: 10n,
      outputTokens: 5n,
      status: "failed",
    },
    {
      agentType: "research",
      amountMicroUsd: 500_000n,
      inputTokens: 7n,
      job: "r1",
      status: "completed",
    },
    {
      agentType: "research",
      amountMicroUsd: 250_000n,
      inputTokens: 1n,
      outputTokens: 2n,
      job: "r1",
    },
    { agentType: "design", amountMicroUsd: 250_000n, status: "completed" },
    { agentType: "a type of tomorrow", amountMicroUsd: 750_000n, inputTokens: 0n },
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

test("cancelled and unfinished jobs count as jobs but not in the success rate", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
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

test("a job that finishes in the next month is completed in the month of its first charge", async () => {
  await recordCharges(tenantOf, fixture.projectId, [{ job: "late", at: "2026-11-14T00:00:00Z" }]);
  const december = new Date("2026-12-02T00:00:00Z");
  await updateJobs(tenantOf(fixture.projectId), scope(december), [
    { externalId: "late", finished: { status: "completed", at: december } },
  ]);
  expect(await summaryAt(december, "2026-11")).toMatchObject({ totalJobs: 1, completedJobs: 1 });
  expect(await summaryAt(december)).toMatchObject({ totalJobs: 0, completedJobs: 0 });
});

test("a job that gets its agent type later leaves no empty row under its former type", async () => {
  await recordCharges(tenantOf, fixture.projectId, [{ job: "unnamed", agentType: null }]);
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "unknown", cost: 1 }]);
  await updateJobs(tenantOf(fixture.projectId), scope(), [
    { externalId: "unnamed", agentType: "release" },
  ]);
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "release", cost: 1 }]);
});

test("refunds reduce the cost and are shown; a fully refunded charge keeps its tokens and job", async () => {
  const [part, full] = await recordCharges(tenantOf, fixture.projectId, [
    { amountMicroUsd: 3_000_000n, agentType: "research", inputTokens: 100n },
    { amountMicroUsd: 1_000_000n, agentType: "testing", inputTokens: 50n },
  ]);
  const refund = (chargeId = "", amountMicroUsd: bigint) =>
    refundCharge(tenantOf(fixture.projectId), scope(), {
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

test("an unpriced charge keeps its tokens and counts as unpriced until a correction prices it", async () => {
  const [unpriced] = await recordCharges(tenantOf, fixture.projectId, [
    { amountMicroUsd: null, inputTokens: 70n },
    { amountMicroUsd: 2_000_000n, inputTokens: 30n },
  ]);
  expect(await summaryAt()).toMatchObject({ totalCost: 2, unpricedCharges: 1, inputTokens: 100 });
  await correctCharge(tenantOf(fixture.projectId), scope(), {
    chargeId: unpriced?.chargeId ?? "",
    amountMicroUsd: 1_500_000n,
  });
  expect(await summaryAt()).toMatchObject({ totalCost: 3.5, grossCost: 3.5, unpricedCharges: 0 });
});

test("shares are computed from micro-dollars: 2 of 3 are two thirds", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    { agentType: "a", amountMicroUsd: 2n },
    { agentType: "b", amountMicroUsd: 1n },
  ]);
  const { agentBreakdown, totalCost } = await summaryAt();
  expect(totalCost).toBe(0.000003);
  expect(agentBreakdown.map(({ pctOfTotal }) => pctOfTotal)).toEqual([200 / 3, 100 / 3]);
});

test("a month that is almost full is exact to the micro-dollar", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    ...Array.from({ length: 999 }, () => ({
      agentType: "a",
      amountMicroUsd: MAX_CHARGE_MICRO_USD,
    })),
    { agentType: "b", amountMicroUsd: MAX_CHARGE_MICRO_USD - 1n },
  ]);
  expect((await summaryAt()).totalCost).toBe(999_999_999.999999);
});

describe("months", () => {
  test.each([
    ["2024-02", "2024-02-29T23:59:59.999Z", "2024-03-01T00:00:00.000Z"],
    ["2025-02", "2025-02-28T23:59:59.999Z", "2025-03-01T00:00:00.000Z"],
    ["2025-12", "2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000Z"],
    ["2026-04", "2026-04-30T23:59:59.999Z", "2026-05-01T00:00:00.000Z"],
  ])("%s ends after %s, and %s is in the next month", async (month, lastAt, nextAt) => {
    await recordCharges(tenantOf, fixture.projectId, [
      { at: `${month}-01T00:00:00.000Z`, amountMicroUsd: 1n },
      { at: lastAt, amountMicroUsd: 10n },
      { at: nextAt, amountMicroUsd: 100n },
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

  test("the current month is that of the request's time, to the millisecond", async () => {
    await recordCharges(tenantOf, fixture.projectId, [{ at: "2025-12-31T23:59:59.999Z" }]);
    const before = await summaryAt(new Date("2025-12-31T23:59:59.999Z"));
    const after = await summaryAt(new Date("2026-01-01T00:00:00.000Z"));
    expect([before.month, before.totalCost]).toEqual(["2025-12", 1]);
    expect([after.month, after.totalCost]).toEqual(["2026-01", 0]);
  });

  test("the spend of another project is not included", async () => {
    await recordCharges(tenantOf, fixture.foreignProjectId, [{ agentType: "secret" }]);
    expect((await summaryAt()).agentBreakdown).toEqual([]);
  });
});

test("the summary takes one statement after the access check", async () => {
  expect(await statementsOf(() => summaryAt())).toHaveLength(2);
});
