import { portfolioAlerts } from "@ai-cost/db";
import { PORTFOLIO_STATEMENTS, statementsOf, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import type { SessionUser } from "../index";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, insertProject, NOW } from "../testing/fixture";

const { app, db, sql, tenantOf } = testDatabase({ multiShard: true });
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const portfolioOf = (user: SessionUser) => callerOf(app.db, user).portfolioBudget;

/** Records the same spend in each project on each of the first 14 days of the month. */
async function spendDaily(projectIds: readonly string[], amountMicroUsd: bigint): Promise<void> {
  const days = Array.from({ length: 14 }, (_, index) => String(index + 1).padStart(2, "0"));
  const charges = days.map((day) => ({ amountMicroUsd, at: `2026-11-${day}T12:00:00.000Z` }));
  for (const id of projectIds) await recordCharges(tenantOf, id, charges);
}

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
  const budget = {
    ...{ limit: 100, thresholds: [80, 100], spent: 80, pct: 80, status: "warning" },
    ...{ unpricedCharges: 0, forecast: null, forecastFrom: "2026-11-21" },
    ...{ alerts: [], recipient: null },
  };
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

test("names the last alert of each threshold, however often the budget has changed", async () => {
  const { owner, stranger } = fixture;
  await portfolioOf(owner).set({ limitDollars: 100 });
  const alert = {
    ...{ month: "2026-11", kind: "threshold" as const, limitMicroUsd: 1n, spentMicroUsd: 1n },
    isSent: true,
  };
  const versions = Array.from({ length: 50 }, (_, index) => index + 1);
  await db.insert(portfolioAlerts).values([
    ...versions.map((version) => ({
      ...{ ...alert, userId: owner.id, threshold: 80, version },
      decidedAt: new Date(NOW.getTime() + version),
    })),
    { ...alert, userId: owner.id, threshold: 100, version: 7, decidedAt: NOW },
    { ...alert, userId: stranger.id, threshold: 50, version: 60, decidedAt: NOW },
  ]);
  expect((await portfolioOf(owner).get())?.alerts).toEqual([
    { kind: "threshold", threshold: 100, at: NOW.toISOString() },
    { kind: "threshold", threshold: 80, at: new Date(NOW.getTime() + 50).toISOString() },
  ]);
});

test("reads all projects with the two statements that may, and no other of their rows", async () => {
  const { owner } = fixture;
  await portfolioOf(owner).set({ limitDollars: 100 });
  const texts = await statementsOf(() => portfolioOf(owner).get());
  expect(texts.filter((text) => text.includes("any("))).toEqual(PORTFOLIO_STATEMENTS.slice(0, 2));
});

test("the forecast and the unpriced charges are those of all projects together", async () => {
  const { owner, projectId } = fixture;
  const second = await insertProject(db, [[owner, "owner"]], "Second");
  await spendDaily([projectId, second], 5_000_000n);
  await recordCharges(tenantOf, second, [{ amountMicroUsd: null }]);
  expect(await portfolioOf(owner).set({ limitDollars: 250 })).toMatchObject({
    spent: 140,
    unpricedCharges: 1,
    forecast: { amount: 300, runOutDate: "2026-11-25" },
    forecastFrom: null,
  });
});

test("more than a number can hold is null, and what is known beside it stays", async () => {
  const { owner, projectId } = fixture;
  const second = await insertProject(db, [[owner, "owner"]], "Second");
  await spendDaily([projectId, second], 1n);
  // What versions without limits could record. Only the sum of both does not fit into a bigint.
  await sql`update daily_spend set cost_micro_usd = 500000000000000000
    where project_id in (${projectId}, ${second})`;
  const budget = await portfolioOf(owner).set({ limitDollars: 250 });
  expect(budget).toMatchObject({ limit: 250, spent: null, status: "exceeded" });
  expect(budget?.forecast?.runOutDate).toBe("2026-11-01");
  expect(budget?.forecast?.amount).toBeGreaterThan(10 ** 13);
  expect((await portfolioOf(owner).backTest({ limitDollars: 250 })).at(-1)).toEqual({
    month: "2026-11",
    spent: null,
    reached: [80, 100].map((threshold) => ({ threshold, day: "2026-11-01" })),
  });
});

test("the history keeps every change with its reason, also after the budget was removed", async () => {
  const { owner, stranger } = fixture;
  await portfolioOf(owner).set({ limitDollars: 100 });
  await portfolioOf(owner).set({ limitDollars: 100, reason: "nothing changes" });
  await portfolioOf(owner).set({ limitDollars: 120, thresholds: [90], reason: "more work" });
  await portfolioOf(owner).remove();
  await portfolioOf(owner).remove();
  const at = NOW.toISOString();
  const history = await portfolioOf(owner).history();
  expect(history.map(({ id: _, ...change }) => change)).toEqual([
    { at, from: { limit: 120, thresholds: [90] }, to: null, reason: null },
    {
      ...{ at, reason: "more work" },
      ...{ from: { limit: 100, thresholds: [80, 100] }, to: { limit: 120, thresholds: [90] } },
    },
    { at, from: null, to: { limit: 100, thresholds: [80, 100] }, reason: null },
  ]);
  const before = history[0]?.id ?? "";
  expect(await portfolioOf(owner).history({ before })).toEqual(history.slice(1));
  expect(await portfolioOf(stranger).history()).toEqual([]);
  expect(await portfolioOf(stranger).history({ before })).toEqual([]);
});

test("changes at the same time wait for each other, and none is lost from the history", async () => {
  const { owner } = fixture;
  const limits = Array.from({ length: 8 }, (_, index) => index + 1);
  await Promise.all(limits.map((limitDollars) => portfolioOf(owner).set({ limitDollars })));
  const history = await portfolioOf(owner).history();
  expect(history.map(({ to }) => to?.limit).sort()).toEqual(limits);
  for (const [index, { from }] of history.entries())
    expect(from).toEqual(history[index + 1]?.to ?? null);
});

test("the back-test says when the projects together would have reached a limit", async () => {
  const { owner, projectId, foreignProjectId } = fixture;
  const second = await insertProject(db, [[owner, "owner"]], "Second");
  const at = "2026-10-10T12:00:00.000Z";
  for (const id of [projectId, second, foreignProjectId])
    await recordCharges(tenantOf, id, [{ amountMicroUsd: 45_000_000n, at }]);
  const months = await portfolioOf(owner).backTest({ limitDollars: 100 });
  expect(months.map(({ month }) => month)).toEqual(
    ["06", "07", "08", "09", "10", "11"].map((month) => `2026-${month}`),
  );
  expect(months[4]).toEqual({
    month: "2026-10",
    spent: 90,
    reached: [
      { threshold: 80, day: "2026-10-10" },
      { threshold: 100, day: null },
    ],
  });
});
