import { billingSettings } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { BUDGET_SETTING_KEY, limitText } from "@ai-cost/domain";
import { beforeEach, describe, expect, test } from "vitest";
import { createCaller } from "../index";
import { record } from "../testing/usage";
import { callerOf, contextOf, NOW, newWorld, type World } from "../testing/world";

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
    await record(tenantOf(world.projectId), world.projectId, [{ cost }]);
    expect(await summaryAt()).toMatchObject({ budgetLimit: 100, budgetPct, budgetStatus });
  });

  test.each(["", "NaN", "250", "1e3", "-5.00", "0.00", "1000000.01", "250.00 "])(
    "%j in the table counts as none and is logged",
    async (value) => {
      await store(value);
      const context = contextOf(app.db, world.member);
      const { projectId } = world;
      const summary = await createCaller(context).aiCost.getMonthlySummary({ projectId });
      expect(summary).toMatchObject({ budgetLimit: null, budgetPct: null, budgetStatus: "none" });
      expect(context.log.warn).toHaveBeenCalledTimes(1);
      expect(context.log.warn.mock.calls[0]?.[1]).toEqual({ projectId, limitText: value });
    },
  );

  test("of the current month stands beside a past month too, against that month's spend", async () => {
    await store("10.00");
    await record(tenantOf(world.projectId), world.projectId, [
      { at: "2026-09-05T00:00:00Z", cost: 11_000_000n },
    ]);
    expect(await summaryAt(NOW, "2026-09")).toMatchObject({
      budgetLimit: 10,
      budgetPct: 110,
      budgetStatus: "exceeded",
    });
  });
});
