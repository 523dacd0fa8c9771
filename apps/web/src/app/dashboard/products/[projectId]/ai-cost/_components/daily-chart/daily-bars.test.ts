import { expect, test } from "vitest";
import { SEVEN_DAYS } from "@/app/dashboard/products/[projectId]/testing/outputs";
import { costTicks, dailyBars } from "./daily-bars";

test("a day has its date, dollars, tokens and jobs", () => {
  const [bar] = dailyBars(SEVEN_DAYS, "2026-11-23");
  expect(bar?.reading).toEqual(["Tue 17 Nov", "$17.00", "850K tokens", "1 job"]);
});

test("today is marked as not over", () => {
  const bars = dailyBars(SEVEN_DAYS, "2026-11-23");
  expect(bars.map(({ isPartial }) => isPartial)).toEqual([
    ...Array.from({ length: 6 }, () => false),
    true,
  ]);
  expect(bars.at(-1)).toMatchObject({ axisLabel: "so far" });
  expect(bars.at(-1)?.reading[0]).toBe("Mon 23 Nov, so far");
});

test("a day of another year has its year", () => {
  const [bar] = dailyBars(
    [{ date: "2025-12-31", cost: 1, totalTokens: 1, jobCount: 1 }],
    "2026-01-01",
  );
  expect(bar?.reading[0]).toBe("Wed 31 Dec 2025");
});

test.each([
  [[], ["$0", "$1"]],
  [
    [0, 0],
    ["$0", "$1"],
  ],
  [
    [38.1, 2],
    ["$0", "$10", "$20", "$30", "$40"],
  ],
  [[0.000001], ["$0", "$0.000001"]],
  [[9_999_999.99], ["$0", "$5M", "$10M"]],
])("an axis over %j has the ticks %j", (costs, labels) => {
  expect(costTicks(costs).map(({ label }) => label)).toEqual(labels);
});
