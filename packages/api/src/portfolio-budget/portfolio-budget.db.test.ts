import { testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import type { SessionUser } from "../index";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, insertProject } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const portfolioOf = (user: SessionUser) => callerOf(app.db, user).portfolioBudget;

test("counts the month of the projects that the person owns", async () => {
  const { owner, admin, projectId, foreignProjectId } = fixture;
  const second = await insertProject(db, [[owner, "owner"]], "Second");
  const shared = await insertProject(db, [
    [admin, "owner"],
    [owner, "admin"],
  ]);
  await recordCharges(tenantOf, projectId, [
    { amountMicroUsd: 30_000_000n },
    { amountMicroUsd: 9_000_000n, at: "2026-10-31T23:59:59.999Z" },
  ]);
  await recordCharges(tenantOf, second, [{ amountMicroUsd: 50_000_000n }]);
  await recordCharges(tenantOf, shared, [{ amountMicroUsd: 1_000_000n }]);
  await recordCharges(tenantOf, foreignProjectId, [{ amountMicroUsd: 1_000_000n }]);
  const budget = { limit: 100, thresholds: [80, 100], spent: 80, pct: 80, status: "warning" };
  expect(await portfolioOf(owner).set({ limitDollars: 100 })).toEqual(budget);
  expect(await portfolioOf(owner).get()).toEqual(budget);
});

test("belongs to one person, keeps its thresholds, and can be removed", async () => {
  const { owner, stranger } = fixture;
  await portfolioOf(owner).set({ limitDollars: 100, thresholds: [50] });
  expect(await portfolioOf(stranger).get()).toBeNull();
  await portfolioOf(stranger).remove();
  expect(await portfolioOf(owner).set({ limitDollars: 200 })).toMatchObject({
    limit: 200,
    thresholds: [50],
    status: "ok",
  });
  expect(await portfolioOf(owner).remove()).toBeNull();
  expect(await portfolioOf(owner).get()).toBeNull();
});
