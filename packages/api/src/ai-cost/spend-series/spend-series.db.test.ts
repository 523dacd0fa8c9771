import { testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const callerAt = (now: Date) => callerOf(app.db, fixture.member, now).aiCost;
const project = () => ({ projectId: fixture.projectId });

describe("the trend", () => {
  test.each([
    ["2026-11-15T12:00:00Z", ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]],
    ["2026-03-31T23:59:59Z", ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]],
    ["2024-02-29T00:00:00Z", ["2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02"]],
  ])("at %s has six months, with zeros where nothing was used", async (now, months) => {
    const trend = await callerAt(new Date(now)).getMonthlyTrend(project());
    expect(trend).toEqual(months.map((month) => ({ month, cost: 0, totalTokens: 0, jobCount: 0 })));
  });

  test("adds up the agent types of a month and includes no older or later months", async () => {
    await recordCharges(tenantOf, fixture.projectId, [
      { at: "2026-05-31T23:59:59.999Z", amountMicroUsd: 1_000_000n },
      {
        at: "2026-06-01T00:00:00.000Z",
        amountMicroUsd: 2_000_000n,
        inputTokens: 5n,
        outputTokens: 6n,
      },
      {
        at: "2026-06-30T23:59:59.999Z",
        amountMicroUsd: 3_000_000n,
        agentType: "testing",
        inputTokens: 0n,
      },
      { at: "2026-11-15T12:00:00.000Z", amountMicroUsd: 4_000_000n },
    ]);
    await recordCharges(tenantOf, fixture.foreignProjectId, [{ amountMicroUsd: 9_000_000n }]);
    const trend = await callerAt(NOW).getMonthlyTrend(project());
    expect(trend[0]).toEqual({ month: "2026-06", cost: 5, totalTokens: 11, jobCount: 2 });
    expect(trend.map(({ cost }) => cost)).toEqual([5, 0, 0, 0, 0, 4]);
  });
});

describe("the days", () => {
  test("add up to the month even when a charge is dated tomorrow by a clock that is ahead", async () => {
    const now = new Date("2026-11-15T23:57:00.000Z");
    await recordCharges(tenantOf, fixture.projectId, [
      { at: "2026-11-14T12:00:00.000Z", amountMicroUsd: 1_000_000n },
      { at: "2026-11-16T00:01:00.000Z", amountMicroUsd: 2_000_000n },
    ]);
    const days = await callerAt(now).getDailySpend({ ...project(), month: "2026-11" });
    expect(days).toHaveLength(16);
    expect(days.at(-1)).toMatchObject({ date: "2026-11-16", cost: 2 });
    const { totalCost } = await callerAt(now).getMonthlySummary(project());
    expect(days.reduce((sum, { cost }) => sum + cost, 0)).toBe(totalCost);
  });

  test.each([
    [7, "2026-11-09"],
    [14, "2026-11-02"],
    [30, "2026-10-17"],
    [90, "2026-08-18"],
  ] as const)("of the last %d start on %s and end today", async (days, firstDay) => {
    const output = await callerAt(NOW).getDailySpend({ ...project(), days });
    expect(output).toHaveLength(days);
    expect([output[0]?.date, output.at(-1)?.date]).toEqual([firstDay, "2026-11-15"]);
  });

  test.each([
    ["2026-11", "2026-11-15T12:00:00Z", 15],
    ["2026-11", "2026-11-30T23:59:59.999Z", 30],
    ["2026-11", "2026-11-01T00:00:00.000Z", 1],
    ["2024-02", "2026-11-15T12:00:00Z", 29],
    ["2025-02", "2026-11-15T12:00:00Z", 28],
    ["2025-12", "2026-11-15T12:00:00Z", 31],
  ])("of %s, requested at %s, are %d", async (month, now, count) => {
    const output = await callerAt(new Date(now)).getDailySpend({ ...project(), month });
    expect(output.map(({ date }) => date)).toEqual(
      Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`),
    );
  });

  test("are UTC days with the charges of each, oldest first", async () => {
    await recordCharges(tenantOf, fixture.projectId, [
      {
        at: "2026-11-12T23:59:59.999Z",
        amountMicroUsd: 1_000_000n,
        inputTokens: 2n,
        outputTokens: 3n,
      },
      { at: "2026-11-13T00:00:00.000Z", amountMicroUsd: 2_000_000n, job: "two days" },
      { at: "2026-11-14T00:00:00.000Z", amountMicroUsd: 4_000_000n, job: "two days" },
    ]);
    await recordCharges(tenantOf, fixture.foreignProjectId, [{ amountMicroUsd: 9_000_000n }]);
    const output = await callerAt(NOW).getDailySpend({ ...project(), days: 7 });
    expect(output.slice(3)).toEqual([
      { date: "2026-11-12", cost: 1, totalTokens: 5, jobCount: 1 },
      { date: "2026-11-13", cost: 2, totalTokens: 1, jobCount: 1 },
      { date: "2026-11-14", cost: 4, totalTokens: 1, jobCount: 0 },
      { date: "2026-11-15", cost: 0, totalTokens: 0, jobCount: 0 },
    ]);
  });
});

test("the total equals the sum of the agent types, the sum of the days and the month in the trend", async () => {
  const days = ["2026-10-31", "2026-11-01", "2026-11-07", "2026-11-15"];
  const agentTypes = ["research", "testing", "release"];
  await recordCharges(
    tenantOf,
    fixture.projectId,
    days.flatMap((day, index) =>
      agentTypes.map((agentType) => ({
        at: `${day}T11:00:00Z`,
        agentType,
        amountMicroUsd: BigInt(index * 1000 + agentType.length),
      })),
    ),
  );
  const caller = callerAt(NOW);
  const summary = await caller.getMonthlySummary(project());
  const dailies = await caller.getDailySpend({ ...project(), month: "2026-11" });
  const trend = await caller.getMonthlyTrend(project());
  const microUsd = (rows: readonly { cost: number }[]) =>
    rows.reduce((sum, { cost }) => sum + Math.round(cost * 1e6), 0);
  const total = 3 * (1000 + 2000 + 3000) + 3 * (8 + 7 + 7);
  expect(Math.round(summary.totalCost * 1e6)).toBe(total);
  expect(microUsd(summary.agentBreakdown)).toBe(total);
  expect(microUsd(dailies)).toBe(total);
  expect(microUsd(trend.slice(-1))).toBe(total);
  expect(dailies.reduce((sum, { jobCount }) => sum + jobCount, 0)).toBe(summary.totalJobs);
});
