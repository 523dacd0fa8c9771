import { testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const months = (now = NOW) =>
  callerOf(app.db, fixture.member, now).aiCost.getMonthsWithData({ projectId: fixture.projectId });

test("the months with usage are listed, newest first, with their cost", async () => {
  const { projectId, foreignProjectId } = fixture;
  await recordCharges(tenantOf, projectId, [
    { at: "2025-12-31T23:59:59.999Z", amountMicroUsd: 1_000_000n },
    { at: "2026-11-01T00:00:00.000Z", amountMicroUsd: 2_000_000n, agentType: "testing" },
    { at: "2026-11-02T00:00:00.000Z", amountMicroUsd: 3_000_000n },
    { at: "2026-09-02T00:00:00.000Z", amountMicroUsd: null },
    { at: "2026-11-02T00:00:00.000Z", amountMicroUsd: null },
  ]);
  await recordCharges(tenantOf, foreignProjectId, [{ at: "2026-08-02T00:00:00.000Z" }]);
  expect(await months()).toEqual([
    { month: "2026-11", cost: 5, unpricedCharges: 1 },
    { month: "2026-09", cost: 0, unpricedCharges: 1 },
    { month: "2025-12", cost: 1, unpricedCharges: 0 },
  ]);
});

test("a project without usage has none, and a month that has not begun is not one", async () => {
  expect(await months()).toEqual([]);
  await recordCharges(tenantOf, fixture.projectId, [{ at: "2026-11-01T00:00:30.000Z" }]);
  expect(await months(new Date("2026-10-31T23:58:00.000Z"))).toEqual([]);
});
