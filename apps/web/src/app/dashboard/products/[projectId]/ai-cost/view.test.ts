import { createLoader } from "nuqs/server";
import { describe, expect, test } from "vitest";
import { queryStringOf, searchParams } from "./search-params";
import {
  chartInput,
  comparedUsageInput,
  firstUsageInputs,
  hasFilter,
  monthUsageInput,
  summaryInputOf,
  viewOf,
} from "./view";

const loadSearchParams = createLoader(searchParams);

const AS_OF = "2026-11-23T21:33:04.000Z";
const P = "project";
const NO_FILTER = { agentTypes: [], models: [] };

async function viewAt(address: string, asOf = AS_OF) {
  return viewOf(await loadSearchParams(new URLSearchParams(address)), asOf);
}

const PLAIN = {
  today: "2026-11-23",
  month: "2026-11",
  isPastMonth: false,
  range: "month",
  tab: "agents",
  split: "agent",
  isCompared: true,
  filter: NO_FILTER,
  openDay: null,
  sort: null,
};

describe("the view in the address", () => {
  test.each([
    ["", {}],
    [
      "range=7d&tab=recent&by=model&compare=off",
      { range: "7d", tab: "recent", split: "model", isCompared: false },
    ],
    ["month=2000-01", { month: "2000-01", isPastMonth: true }],
    ["range=2026-10-30..2026-11-02", { range: { from: "2026-10-30", to: "2026-11-02" } }],
    [
      "month=2026-02&range=2026-11-02..2026-11-02",
      { month: "2026-02", isPastMonth: true, range: { from: "2026-11-02", to: "2026-11-02" } },
    ],
    ["month=2026-02&range=7d", { month: "2026-02", isPastMonth: true }],
    [
      "agent=research&agent=code_review&model=a,b",
      { filter: { agentTypes: ["research", "code_review"], models: ["a,b"] } },
    ],
    ["agent=research&agent=research", { filter: { agentTypes: ["research"], models: [] } }],
    ["day=2026-11-22", { openDay: "2026-11-22" }],
    ["sort=tokens.ascending", { sort: { by: "tokens", direction: "ascending" } }],
  ])("%s", async (address, parts) => {
    expect(await viewAt(address)).toEqual({ ...PLAIN, ...parts });
  });

  test.each([
    "month=2026-11",
    "month=2026-12",
    "month=9999-12",
    "month=1999-12",
    "month=2026-13",
    "month=last",
    "month=",
    "range=8d",
    "range=30",
    "range=2026-11-03",
    "range=2026-11-03..",
    "range=2026-11-31..2026-12-02",
    "range=2026-11-04..2026-11-03",
    "range=2025-01-01..2026-11-03",
    "range=2026-11-20..2026-12-01",
    "range=2026-11-01..2026-11-02..2026-11-03",
    "tab=costs",
    "sort=tokens",
    "sort=tokens.upwards",
    "sort=.ascending",
    "tab=__proto__",
    "by=cake",
    "compare=maybe",
    "agent=",
    `agent=${"x".repeat(201)}`,
    "model=%00",
    "day=2026-11-24",
    "day=2026-02-30",
    "other=1",
  ])("%s shows the same as without it", async (address) => {
    expect(await viewAt(address)).toEqual(PLAIN);
  });

  test("an address has only what differs from the plain view", async () => {
    const address = "?month=2026-10&range=2026-10-30..2026-11-02&compare=off&agent=a%26b&agent=c";
    expect(queryStringOf(await loadSearchParams(new URLSearchParams(address)))).toBe(address);
    expect(queryStringOf(await loadSearchParams(new URLSearchParams("")))).toBe("");
  });
});

test.each([
  ["", { projectId: P }],
  ["month=2026-11", { projectId: P }],
  ["month=2026-02", { projectId: P, month: "2026-02" }],
])("?%s queries the summary with %j", async (address, input) => {
  expect(summaryInputOf(P, await viewAt(address))).toEqual(input);
});

describe("the usage of the month", () => {
  test("is that of all its days, and follows the filter", async () => {
    const november = { projectId: P, from: "2026-11-01", to: "2026-11-30" };
    expect(monthUsageInput(P, await viewAt("range=7d"), "model")).toEqual({
      ...november,
      groupBy: "model",
    });
    const view = await viewAt("agent=research");
    expect(hasFilter(view)).toBe(true);
    expect(monthUsageInput(P, view, "none")).toEqual({
      ...november,
      groupBy: "none",
      filter: { agentTypes: ["research"] },
    });
  });

  test.each([
    ["", AS_OF, ["2026-11-01", "2026-11-22"]],
    ["month=2026-10", AS_OF, ["2026-10-01", "2026-10-30"]],
    ["month=2026-03", AS_OF, ["2026-03-01", "2026-03-28"]],
    ["month=2026-02", AS_OF, ["2026-02-01", "2026-02-28"]],
    ["", "2026-11-02T00:00:00.000Z", ["2026-11-01", "2026-11-01"]],
  ])("?%s at %s is compared over complete days: %j", async (address, asOf, [from, to]) => {
    expect(comparedUsageInput(P, await viewAt(address, asOf), "none")).toEqual({
      projectId: P,
      from,
      to,
      groupBy: "none",
      compare: "previousMonth",
    });
  });

  test("is compared with nothing on the first day, and when a person wants no comparison", async () => {
    expect(comparedUsageInput(P, await viewAt("", "2026-11-01T23:59:59.999Z"), "none")).toBeNull();
    expect(comparedUsageInput(P, await viewAt("compare=off"), "none")).toBeNull();
  });
});

test.each([
  ["", ["2026-11-01", "2026-11-30", "day", "previousMonth"]],
  ["range=7d", ["2026-11-17", "2026-11-23", "day", "previousPeriod"]],
  ["range=90d", ["2026-08-26", "2026-11-23", "day", "previousPeriod"]],
  ["month=2026-02", ["2026-02-01", "2026-02-28", "day", "previousMonth"]],
  ["range=2026-01-01..2026-11-03", ["2026-01-01", "2026-11-03", "week", "previousPeriod"]],
])("?%s charts the days %j", async (address, [from, to, interval, compare]) => {
  const view = await viewAt(address);
  const days = { projectId: P, from, to, interval };
  expect(chartInput(P, view, "total")).toEqual({ ...days, groupBy: "none", compare });
  expect(chartInput(P, view, "model")).toEqual({ ...days, groupBy: "model" });
});

describe("the usage that the page shows at first", () => {
  const ADDRESSES = ["agents", "models", "trend", "pipelines", "recent"].flatMap((tab) =>
    ["", "agent=research", "by=total", "by=model&range=7d", "compare=off", "month=2026-02"].map(
      (rest) => `tab=${tab}&${rest}`,
    ),
  );

  test.each(ADDRESSES)("is asked for once each: %s", async (address) => {
    const texts = firstUsageInputs(P, await viewAt(address)).map((input) => JSON.stringify(input));
    expect(texts).toEqual([...new Set(texts)]);
  });

  test.each([
    ["tab=agents", 4],
    ["tab=models", 5],
    ["tab=trend&by=total", 3],
    ["tab=pipelines&compare=off", 2],
  ])("%s: %i inputs", async (address, count) => {
    expect(firstUsageInputs(P, await viewAt(address))).toHaveLength(count);
  });
});
