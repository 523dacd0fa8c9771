import { agentJobs, billingSettings, newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/devkit/testing";
import { addDays, addMonths, BUDGET_SETTING_KEY, limitText } from "@ai-cost/domain";
import { correctCharge, finishJob, nameJob, refundCharge } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { createCaller } from "../index";
import { record } from "../testing/usage";
import { callerOf, contextOf, NOW, newWorld, type World } from "../testing/world";

const { db } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

const summaryAt = (now = NOW, month?: string) =>
  callerOf(db, world.member, now).aiCost.getMonthlySummary({ projectId: world.projectId, month });
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
  await record(db, world.projectId, [
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
  await record(db, world.projectId, [
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
  await record(db, world.projectId, [{ job: "late", at: "2026-11-14T00:00:00Z" }]);
  const december = new Date("2026-12-02T00:00:00Z");
  await finishJob(db, scope(december), { externalId: "late", status: "completed", at: december });
  expect(await summaryAt(december, "2026-11")).toMatchObject({ totalJobs: 1, completedJobs: 1 });
  expect(await summaryAt(december)).toMatchObject({ totalJobs: 0, completedJobs: 0 });
});

test("an agent that is named later leaves no empty row behind", async () => {
  await record(db, world.projectId, [{ job: "unnamed", agentType: null }]);
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "unknown", cost: 1 }]);
  await nameJob(db, scope(), { externalId: "unnamed", agentType: "release" });
  expect((await summaryAt()).agentBreakdown).toMatchObject([{ agentType: "release", cost: 1 }]);
});

test("refunds reduce the cost and are told apart; a full one leaves tokens and job", async () => {
  const [part, full] = await record(db, world.projectId, [
    { cost: 3_000_000n, agentType: "research", inputTokens: 100n },
    { cost: 1_000_000n, agentType: "testing", inputTokens: 50n },
  ]);
  const refund = (chargeId = "", amountMicroUsd: bigint) =>
    refundCharge(db, scope(), { idempotencyKey: `refund ${chargeId}`, chargeId, amountMicroUsd });
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
  const [unpriced] = await record(db, world.projectId, [
    { cost: null, inputTokens: 70n },
    { cost: 2_000_000n, inputTokens: 30n },
  ]);
  expect(await summaryAt()).toMatchObject({ totalCost: 2, unpricedCharges: 1, inputTokens: 100 });
  await correctCharge(db, scope(), {
    chargeId: unpriced?.chargeId ?? "",
    amountMicroUsd: 1_500_000n,
  });
  expect(await summaryAt()).toMatchObject({ totalCost: 3.5, grossCost: 3.5, unpricedCharges: 0 });
});

test("shares come from the integers: two thirds of three micro-dollars", async () => {
  await record(db, world.projectId, [
    { agentType: "a", cost: 2n },
    { agentType: "b", cost: 1n },
  ]);
  const { agentBreakdown, totalCost } = await summaryAt();
  expect(totalCost).toBe(0.000003);
  expect(agentBreakdown.map(({ pctOfTotal }) => pctOfTotal)).toEqual([200 / 3, 100 / 3]);
});

test("an agent's cost above 2^53 micro-dollars is added up exactly", async () => {
  const dearest = 1_000_000_000_000_000n;
  await record(db, world.projectId, [
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
    await record(db, world.projectId, [
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
    await record(db, world.projectId, [{ at: "2025-12-31T23:59:59.999Z" }]);
    const before = await summaryAt(new Date("2025-12-31T23:59:59.999Z"));
    const after = await summaryAt(new Date("2026-01-01T00:00:00.000Z"));
    expect([before.month, before.totalCost]).toEqual(["2025-12", 1]);
    expect([after.month, after.totalCost]).toEqual(["2026-01", 0]);
  });

  test("another project's spend is nowhere in it", async () => {
    await record(db, world.foreignProjectId, [{ agentType: "secret" }]);
    expect((await summaryAt()).agentBreakdown).toEqual([]);
  });
});

describe("the comparison", () => {
  /** One dollar on every day from the first to the last. */
  const dollarsADay = (firstDay: string, lastDay: string) => {
    const days: { at: string }[] = [];
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1))
      days.push({ at: `${day}T11:00:00Z` });
    return days;
  };

  test.each([
    ["2026-11-15", "2026-11", "2026-11-15", 14, 14],
    ["2025-03-31", "2025-03", "2025-03-29", 28, 28],
    ["2024-03-31", "2024-03", "2024-03-30", 29, 29],
    ["2026-01-03", "2026-01", "2026-01-03", 2, 2],
    ["2026-11-15", "2026-10", "2026-10-31", 30, 30],
    ["2026-11-15", "2026-02", "2026-03-01", 28, 28],
    ["2026-01-15", "2025-12", "2025-12-31", 30, 30],
  ])(
    "on %s, %s is compared up to %s: %d days beside %d",
    async (today, month, endDay, cost, previousCost) => {
      await record(db, world.projectId, dollarsADay(`${addMonths(month, -1)}-01`, today));
      expect((await summaryAt(new Date(`${today}T12:00:00Z`), month)).comparison).toEqual({
        start: `${month}-01T00:00:00.000Z`,
        end: `${endDay}T00:00:00.000Z`,
        cost,
        previousCost,
      });
    },
  );

  test("is null on the 1st, when no day is complete", async () => {
    await record(db, world.projectId, [{ at: "2026-10-01T00:00:00Z" }]);
    expect((await summaryAt(new Date("2026-11-01T12:00:00Z"))).comparison).toBeNull();
  });

  test("is null where the days before cost nothing, even if tokens were used", async () => {
    await record(db, world.projectId, [
      { at: "2026-11-02T00:00:00Z" },
      { at: "2026-10-02T00:00:00Z", cost: 0n },
      { at: "2026-10-20T00:00:00Z" },
    ]);
    expect((await summaryAt()).comparison).toBeNull();
  });

  test("leaves today out", async () => {
    await record(db, world.projectId, [
      { at: "2026-10-01T00:00:00Z", cost: 4_000_000n },
      { at: "2026-11-14T23:59:59.999Z", cost: 1_000_000n },
      { at: "2026-11-15T00:00:00.000Z", cost: 2_000_000n },
    ]);
    expect((await summaryAt()).comparison).toMatchObject({ cost: 1, previousCost: 4 });
  });
});

describe("the five dearest runs", () => {
  test("come by cost, then by later start, then by id, with this month's part alone", async () => {
    const started = (day: string) => `2026-10-${day}T00:00:00.000Z`;
    const at = "2026-11-02T00:00:00Z";
    const ids = await record(db, world.projectId, [
      { run: "free", at, cost: 0n },
      { run: "cheap", at, cost: 1n },
      { run: "early", at, cost: 3_000_000n, startedAt: started("01") },
      { run: "late", at, cost: 3_000_000n, startedAt: started("02") },
      { run: "twin a", at, cost: 2_000_000n, startedAt: started("03") },
      { run: "twin b", at, cost: 2_000_000n, startedAt: started("03") },
      { run: "twin c", at, cost: 2_000_000n, startedAt: started("04") },
      { run: "spans", at, cost: 6_000_000n, trigger: "webhook", inputTokens: 3n, outputTokens: 4n },
      { run: "spans", at: "2026-10-31T00:00:00Z", cost: 9_000_000n, inputTokens: 100n },
    ]);
    const runIds = ids.map(({ runId }) => runId);
    const [, , early, late, twinA, twinB, twinC, spans] = runIds;
    const { topRuns, totalCost } = await summaryAt();
    expect(totalCost).toBe(18.000001);
    const [firstTwin] = [twinA, twinB].sort();
    expect(topRuns.map(({ runId }) => runId)).toEqual([spans, late, early, twinC, firstTwin]);
    expect(topRuns[0]).toEqual({
      runId: spans,
      status: "running",
      trigger: "webhook",
      startedAt: "2026-11-02T00:00:00.000Z",
      jobCount: 2,
      totalTokens: 7,
      cost: 6,
      pctOfTotal: (6_000_000 * 100) / 18_000_001,
    });
  });

  test("count the jobs that were charged, of any month, and no others", async () => {
    const [ids] = await record(db, world.projectId, [
      { run: "nightly", at: "2026-11-02T00:00:00Z" },
      { run: "nightly", at: "2026-10-02T00:00:00Z" },
    ]);
    await db.insert(agentJobs).values({
      projectId: world.projectId,
      id: newId(),
      pipelineRunId: ids?.runId ?? "",
      agentType: "research",
      status: "queued",
      startedAt: NOW,
    });
    expect((await summaryAt()).topRuns).toMatchObject([{ jobCount: 2 }]);
  });

  test("do not hold a run that cost nothing, or whose cost was given back", async () => {
    const [free, refunded] = await record(db, world.projectId, [
      { run: "free", cost: 0n },
      { run: "refunded", cost: 5n },
      { run: "unpriced", cost: null },
    ]);
    const chargeId = refunded?.chargeId ?? "";
    await refundCharge(db, scope(), { idempotencyKey: "all", chargeId, amountMicroUsd: 5n });
    expect(free).toBeDefined();
    expect((await summaryAt()).topRuns).toEqual([]);
  });
});

describe("the budget", () => {
  const store = (value: string) =>
    db.insert(billingSettings).values({
      projectId: world.projectId,
      key: BUDGET_SETTING_KEY,
      value,
      updatedBy: world.owner.id,
      updatedAt: NOW,
    });

  test.each([
    [79_999_000n, "ok", 79.999],
    [80_000_000n, "warning", 80],
    [99_999_999n, "warning", 99.999999],
    [99_999_000n, "warning", 99.999],
    [100_000_000n, "exceeded", 100],
    [137_200_000n, "exceeded", 137.2],
    [0n, "ok", 0],
  ])("%d micro-dollars of $100 are %s", async (cost, budgetStatus, budgetPct) => {
    await store(limitText(100_000_000n));
    await record(db, world.projectId, [{ cost }]);
    expect(await summaryAt()).toMatchObject({ budgetLimit: 100, budgetPct, budgetStatus });
  });

  test.each(["", "NaN", "250", "1e3", "-5.00", "0.00", "1000000.01", "250.00 "])(
    "%j in the table counts as none and is logged",
    async (value) => {
      await store(value);
      const context = contextOf(db, world.member);
      const { projectId } = world;
      const summary = await createCaller(context).aiCost.getMonthlySummary({ projectId });
      expect(summary).toMatchObject({ budgetLimit: null, budgetPct: null, budgetStatus: "none" });
      expect(context.log.warn).toHaveBeenCalledTimes(1);
      expect(context.log.warn.mock.calls[0]?.[1]).toEqual({ projectId, limitText: value });
    },
  );

  test("of the current month stands beside a past month too, against that month's spend", async () => {
    await store("10.00");
    await record(db, world.projectId, [{ at: "2026-09-05T00:00:00Z", cost: 11_000_000n }]);
    expect(await summaryAt(NOW, "2026-09")).toMatchObject({
      budgetLimit: 10,
      budgetPct: 110,
      budgetStatus: "exceeded",
    });
  });
});
