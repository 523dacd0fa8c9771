import { expect, test } from "vitest";
import { dailyUsage } from "@/app/dashboard/products/[projectId]/testing/usage";
import { chartParts } from "./chart-parts";
import { evenShare, isInReach } from "./even-budget";
import { rangeSummary } from "./range-summary";

const TODAY = "2026-11-23";
const summaryOf = (options: Parameters<typeof dailyUsage>[0]) => {
  const usage = dailyUsage(options);
  return rangeSummary(usage, chartParts(usage, TODAY), TODAY);
};

test("the average leaves out the day that is not over", () => {
  expect(summaryOf({ from: "2026-11-21", to: "2026-11-23", costs: [4, 0, 9] })).toEqual({
    total: "$13.00",
    days: "3 days",
    average: { cost: "$2.00", days: "2 complete days", previous: null },
    highest: "$9.00 on Mon 23 Nov, so far",
  });
});

test("the days of the month that are still to come do not count", () => {
  const costs = Array.from({ length: 30 }, (_, index) => (index < 22 ? 2 : 0));
  expect(summaryOf({ from: "2026-11-01", to: "2026-11-30", costs })).toMatchObject({
    days: "23 days",
    average: { cost: "$2.00", days: "22 complete days" },
  });
});

test("the average of the other period is over as many days as it has", () => {
  const summary = summaryOf({
    from: "2026-11-01",
    to: "2026-11-30",
    costs: Array.from({ length: 22 }, () => 2),
    previousRange: { from: "2026-10-01", to: "2026-10-30" },
    previousCosts: Array.from({ length: 22 }, () => 3),
  });
  expect(summary.average?.previous).toBe("October 2026: $3.00");
});

test("complete days without a cost have no average, as on the first day of a product", () => {
  const { average } = summaryOf({ from: "2026-11-21", to: TODAY, costs: [0, 0, 9] });
  expect(average).toBeNull();
});

test("today alone has no average, and no spend has no highest day", () => {
  expect(summaryOf({ from: TODAY, to: TODAY, costs: [3] }).average).toBeNull();
  expect(summaryOf({ from: TODAY, to: TODAY, costs: [0] })).toMatchObject({
    total: "$0.00",
    highest: null,
  });
});

test("the day's even share of a budget is shown as a line when the bars come near it", () => {
  expect(evenShare(600, "2026-11")).toBe(20);
  expect(isInReach(20, [10, 4])).toBe(true);
  expect(isInReach(20, [9, 4])).toBe(false);
});
