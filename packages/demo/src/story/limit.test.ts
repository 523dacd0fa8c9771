import { budgetStatus, percentOf } from "@ai-cost/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { limitMicroUsd } from "./limit";

test.each([
  [420_071_830n, 87, 480_000_000n],
  [12_005_837n, 87, 13_800_000n],
  [201_611_733n, 112, 180_000_000n],
  [1_000_000n, 41, 2_450_000n],
])(
  "a spend of %s micro-dollars is about %s %% of the round limit %s",
  (spent, targetPct, limit) => {
    expect(limitMicroUsd(spent, targetPct)).toBe(limit);
  },
);

test.each([
  [41, "ok"],
  [87, "warning"],
  [112, "exceeded"],
])("for every spend of a dollar or more, %s %% means %s", (targetPct, status) => {
  fc.assert(
    fc.property(fc.bigInt(1_000_000n, 100_000_000_000n), (spent) => {
      const limit = limitMicroUsd(spent, targetPct);
      expect(Math.abs(percentOf(spent, limit) - targetPct)).toBeLessThan(1);
      expect(budgetStatus(spent, limit)).toBe(status);
    }),
  );
});
