import { describe, expect, test } from "vitest";
import { dailyUsage, usageRow } from "@/app/dashboard/products/[projectId]/testing/usage";
import { chartGroups, costsByPart } from "./chart-groups";
import { chartParts } from "./chart-parts";
import { costTicks, dailyBars } from "./daily-bars";

const TODAY = "2026-11-23";
const WEEK = dailyUsage({
  from: "2026-11-17",
  to: "2026-11-23",
  costs: [17, 18, 19, 20, 21, 0, 23],
});
const barsOf = (usage = WEEK, today = TODAY) => dailyBars(chartParts(usage, today), today, null);

test("a day has its date, dollars, tokens and jobs", () => {
  expect(barsOf()[0]?.reading).toEqual(["Tue 17 Nov", "$17.00", "850K tokens", "17 jobs"]);
});

test("today is marked as not over", () => {
  const bars = barsOf();
  expect(bars.map(({ isPartial }) => isPartial)).toEqual([
    ...Array.from({ length: 6 }, () => false),
    true,
  ]);
  expect(bars.at(-1)?.axisLabel).toBe("23 Nov");
  expect(bars.at(-1)?.reading[0]).toBe("Mon 23 Nov, so far");
});

test("a day of another year has its year", () => {
  const usage = dailyUsage({ from: "2025-12-31", to: "2026-01-01", costs: [1, 2] });
  expect(barsOf(usage, "2026-01-01")[0]?.reading[0]).toBe("Wed 31 Dec 2025");
});

test("the days of the month that are still to come have no bar, unless a client has sent usage of one", () => {
  const month = dailyUsage({ from: "2026-11-22", to: "2026-11-25", costs: [1, 2, 0, 0] });
  expect(barsOf(month).map(({ key }) => key)).toEqual(["2026-11-22", "2026-11-23"]);
  const ahead = dailyUsage({ from: "2026-11-22", to: "2026-11-25", costs: [1, 2, 3, 0] });
  expect(barsOf(ahead)).toHaveLength(3);
});

test("a week has its days, and the current one is not over", () => {
  const rows = [
    usageRow({ start: "2026-09-28", cost: 7 }),
    usageRow({ start: "2026-11-23", cost: 1 }),
  ];
  const usage = { ...WEEK, from: "2026-09-28", to: "2026-11-24", interval: "week" as const, rows };
  const bars = barsOf({
    ...usage,
    rows: [rows[0], usageRow({ start: "2026-10-05" }), rows[1]].filter((row) => row !== undefined),
  });
  expect(bars[0]?.reading[0]).toBe("28 Sep–4 Oct");
  expect(bars.at(-1)?.reading[0]).toBe("23–24 Nov, so far");
});

test.each([
  [{ cost: 12.4, calls: 3, unpricedCalls: 1 }, "at least $12.40"],
  [{ cost: 0, calls: 3, unpricedCalls: 3 }, "—"],
])("a day with %j costs %s", (parts, text) => {
  const usage = { ...WEEK, rows: [usageRow({ start: "2026-11-17", ...parts })], to: "2026-11-17" };
  expect(barsOf(usage)[0]?.reading[1]).toBe(text);
});

test("jobs are left out where they cannot be counted", () => {
  const usage = { ...WEEK, rows: [usageRow({ start: "2026-11-17", jobs: null })] };
  expect(barsOf(usage)[0]?.reading).toHaveLength(3);
});

test("the first day of a month is separated from the day before it", () => {
  const usage = dailyUsage({ from: "2026-10-31", to: "2026-11-02", costs: [1, 2, 3] });
  expect(barsOf(usage).map(({ isSeparated }) => isSeparated)).toEqual([false, true, false]);
});

test("the other period is behind the bar", () => {
  const row = usageRow({ start: "2026-11-17", cost: 2, previous: usageRow({ cost: 5 }) });
  expect(barsOf({ ...WEEK, rows: [row] })[0]?.comparedValue).toBe(5);
});

describe("divided bars", () => {
  const row = (group: string, cost: number, start = "2026-11-17") =>
    usageRow({ start, group, cost });
  const rows = [
    ...["research", "testing", "release", "security", "design", "architect", "code_review"].map(
      (group, index) => row(group, 8 - index),
    ),
    row("*", 0.1),
    row("testing", 100, "2026-11-18"),
  ];

  test("have the six largest groups of the whole range, highest first, and all others as one", () => {
    const groups = chartGroups(rows, "agentType");
    expect(groups.map(({ key, cost }) => [key, cost])).toEqual([
      ["testing", 107],
      ["research", 8],
      ["release", 6],
      ["security", 5],
      ["design", 4],
      ["architect", 3],
      ["*", 2.1],
    ]);
    expect(groups.at(-1)?.label).toBe("Other types");
    expect(
      chartGroups(
        rows.filter(({ group }) => group !== "*"),
        "agentType",
      ).at(-1)?.label,
    ).toBe("1 other type");
  });

  test("add up to their day to the micro-dollar", () => {
    const tenths = ["a", "b", "c", "d", "e", "f", "g", "h"].map((group) => row(group, 0.1));
    const groups = chartGroups(tenths, "model");
    const costs = [...(costsByPart(tenths, groups).get("2026-11-17")?.values() ?? [])];
    expect(costs.at(-1)).toBe(0.2);
    expect(Math.round(costs.reduce((sum, cost) => sum + cost, 0) * 1e6)).toBe(800_000);
  });

  test("have a different fill for each group, also where the colours are equal", () => {
    const unknown = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"].map((group, index) =>
      row(group, index + 1),
    );
    for (const kind of ["agentType", "model"] as const) {
      const fills = chartGroups(unknown, kind).map(({ fill }) => `${fill.colour} ${fill.pattern}`);
      expect(new Set(fills).size).toBe(6);
    }
  });

  test("leave out hidden groups, and say what is left of the day", () => {
    const groups = chartGroups(rows, "agentType");
    const costs = costsByPart(rows, groups);
    const usage = { ...WEEK, rows: [usageRow({ start: "2026-11-17", cost: 35.1 })] };
    const [bar] = dailyBars(chartParts(usage, TODAY), TODAY, {
      groups,
      costs,
      hidden: new Set(["research"]),
    });
    expect(bar?.value).toBe(27.1);
    expect(bar?.reading[1]).toBe("$27.10 of $35.10");
    expect(bar?.segments?.map(({ key }) => key)).not.toContain("research");
  });
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
