import { billingSettings } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { BUDGET_SETTING_KEY, limitText } from "@ai-cost/domain";
import { beforeEach, describe, expect, test } from "vitest";
import { createCaller } from "../../index";
import { callerOf, contextOf } from "../../testing/callers";
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

describe("the budget of a summary", () => {
  const store = (value: string) =>
    db.insert(billingSettings).values({
      projectId: fixture.projectId,
      key: BUDGET_SETTING_KEY,
      value,
      updatedBy: fixture.owner.id,
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
  ])(
    "with %d micro-dollars spent of $100 has the status %s",
    async (amountMicroUsd, budgetStatus, budgetPct) => {
      await store(limitText(100_000_000n));
      await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd }]);
      expect(await summaryAt()).toMatchObject({ budgetLimit: 100, budgetPct, budgetStatus });
    },
  );

  test.each([1n, 333n, 10_000n, 100_000_000n])(
    "of %d cents changes its status at the exact micro-dollar, in this and in the cross-project summary",
    async (cents) => {
      const limit = cents * 10_000n;
      await store(limitText(limit));
      let recorded = 0n;
      for (const spent of edgesOf(limit)) {
        const amountMicroUsd = spent - recorded;
        await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd }]);
        recorded = spent;
        const status = spent >= limit ? "exceeded" : spent * 5n >= limit * 4n ? "warning" : "ok";
        const { projects } = await callerOf(app.db, fixture.owner).aiCost.getCrossProjectSummary();
        for (const { budgetStatus, budgetPct } of [await summaryAt(), ...projects]) {
          expect(`${spent}: ${budgetStatus}`).toBe(`${spent}: ${status}`);
          const exactPct = Number(spent * 1_000_000n) / Number(limit) / 10_000;
          expect(Math.abs((budgetPct ?? Number.NaN) - exactPct)).toBeLessThan(exactPct * 1e-14);
        }
      }
    },
  );

  /** Amounts close to 80 % and 100 % of the limit, and some amounts between and above these limits. */
  function edgesOf(limit: bigint): bigint[] {
    const thousandths = [79_999n, 80_000n, 99_960n, 99_999n, 100_000n, 100_001n, 137_200n];
    const shares = thousandths.map((share) => (limit * share) / 100_000n);
    const edges = [(limit * 4n) / 5n, limit].flatMap((edge) => [edge - 1n, edge, edge + 1n]);
    return [...new Set([...shares, ...edges])].sort((a, b) => (a < b ? -1 : 1));
  }

  test.each(["", "NaN", "250", "1e3", "-5.00", "0.00", "1000000.01", "250.00 "])(
    "counts as none when the stored text is %j, and that is logged",
    async (value) => {
      await store(value);
      const context = contextOf(app.db, fixture.member);
      const { projectId } = fixture;
      const summary = await createCaller(context).aiCost.getMonthlySummary({ projectId });
      expect(summary).toMatchObject({ budgetLimit: null, budgetPct: null, budgetStatus: "none" });
      expect(context.log.warn).toHaveBeenCalledTimes(1);
      expect(context.log.warn.mock.calls[0]?.[1]).toEqual({ projectId, limitText: value });
    },
  );

  describe("of a past month is the limit that was in force at its end", () => {
    const at = (day: string, limitDollars: number | null) => {
      const { aiCost } = callerOf(app.db, fixture.owner, new Date(`${day}T00:00:00.000Z`));
      const { projectId } = fixture;
      return limitDollars === null
        ? aiCost.clearBudgetLimit({ projectId })
        : aiCost.setBudgetLimit({ projectId, limitDollars });
    };
    const limitOf = async (month: string) => (await summaryAt(NOW, month)).budgetLimit;

    test("which the audit trail tells", async () => {
      await recordCharges(tenantOf, fixture.projectId, [
        { at: "2026-08-05T00:00:00Z", amountMicroUsd: 11_000_000n },
      ]);
      await at("2026-08-10", 40);
      await at("2026-08-20", 10);
      await at("2026-10-01", null);
      await at("2026-11-02", 30);
      expect(await summaryAt(NOW, "2026-08")).toMatchObject({
        budgetLimit: 10,
        budgetPct: 110,
        budgetStatus: "exceeded",
      });
      expect(await limitOf("2026-09")).toBe(10);
      expect(await limitOf("2026-11")).toBe(30);
      for (const month of ["2026-07", "2026-10"])
        expect(await summaryAt(NOW, month)).toMatchObject({
          budgetLimit: null,
          budgetPct: null,
          budgetStatus: "none",
        });
    });

    test("and a limit that the trail never told counts until its first change, or from its storage", async () => {
      await store("10.00");
      expect([await limitOf("2026-10"), await limitOf("2026-11")]).toEqual([null, 10]);
      const later = new Date("2026-12-15T00:00:00.000Z");
      expect((await summaryAt(later, "2026-11")).budgetLimit).toBe(10);
      await at("2026-12-10", 20);
      expect((await summaryAt(later, "2026-11")).budgetLimit).toBe(10);
    });

    test("and the limits of another project are not its limits", async () => {
      const stranger = callerOf(app.db, fixture.stranger, new Date("2026-09-01T00:00:00.000Z"));
      await stranger.aiCost.setBudgetLimit({
        projectId: fixture.foreignProjectId,
        limitDollars: 5,
      });
      expect(await limitOf("2026-10")).toBeNull();
    });
  });
});
