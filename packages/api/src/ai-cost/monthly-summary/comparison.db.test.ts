import { testDatabase } from "@ai-cost/db/testing";
import { addDays, addMonths } from "@ai-cost/domain";
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

describe("the comparison", () => {
  /** A charge of $1 on every day from `firstDay` to `lastDay`. */
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
    "on %s, %s is compared up to %s: %d days with %d days",
    async (today, month, endDay, cost, previousCost) => {
      await recordCharges(
        tenantOf,
        fixture.projectId,
        dollarsADay(`${addMonths(month, -1)}-01`, today),
      );
      expect((await summaryAt(new Date(`${today}T12:00:00Z`), month)).comparison).toEqual({
        start: `${month}-01T00:00:00.000Z`,
        end: `${endDay}T00:00:00.000Z`,
        cost,
        previousCost,
      });
    },
  );

  test("is null on the 1st, when no day is complete", async () => {
    await recordCharges(tenantOf, fixture.projectId, [{ at: "2026-10-01T00:00:00Z" }]);
    expect((await summaryAt(new Date("2026-11-01T12:00:00Z"))).comparison).toBeNull();
  });

  test("is null when the days of the month before cost nothing, even if they used tokens", async () => {
    await recordCharges(tenantOf, fixture.projectId, [
      { at: "2026-11-02T00:00:00Z" },
      { at: "2026-10-02T00:00:00Z", amountMicroUsd: 0n },
      { at: "2026-10-20T00:00:00Z" },
    ]);
    expect((await summaryAt()).comparison).toBeNull();
  });

  test("does not include today", async () => {
    await recordCharges(tenantOf, fixture.projectId, [
      { at: "2026-10-01T00:00:00Z", amountMicroUsd: 4_000_000n },
      { at: "2026-11-14T23:59:59.999Z", amountMicroUsd: 1_000_000n },
      { at: "2026-11-15T00:00:00.000Z", amountMicroUsd: 2_000_000n },
    ]);
    expect((await summaryAt()).comparison).toMatchObject({ cost: 1, previousCost: 4 });
  });
});
