import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usageRow } from "../../testing/usage";
import type { Breakdown } from "../outputs";
import { foldTail } from "./fold-tail";
import { monthRows } from "./month-rows";
import { totalRow, usageRows } from "./usage-rows";
import { sortUsage, USAGE_VALUES, type UsageSortKey } from "./usage-values";

const breakdownOf = (rows: Breakdown["rows"], parts: Partial<Breakdown> = {}): Breakdown => ({
  from: "2026-11-01",
  to: "2026-11-30",
  interval: "total",
  groupBy: "agentType",
  previousRange: null,
  rows,
  total: usageRow({
    cost: rows.reduce((sum, { cost }) => sum + Math.round(cost * 1e6), 0) / 1e6,
    unpricedCalls: rows.reduce((sum, { unpricedCalls }) => sum + (unpricedCalls ?? 0), 0),
  }),
  isComplete: true,
  ...parts,
});

const group = (name: string, cost: number, parts: Partial<Breakdown["rows"][number]> = {}) =>
  usageRow({ group: name, cost, ...parts });
const compared = (name: string, cost: number, previousCost: number) =>
  group(name, cost, { previous: usageRow({ cost: previousCost }) });

describe("the rows", () => {
  test("join the month with its comparison, and keep a group that only the other month has", () => {
    const rows = usageRows(
      breakdownOf([group("research", 6), group("new today", 2)]),
      breakdownOf([compared("research", 5.1, 5), compared("retired", 0, 7)]),
    );
    expect(rows.map(({ name, sharePct, change }) => [name, sharePct, change?.difference])).toEqual([
      ["research", 75, 0.1],
      ["new today", 25, 0],
      ["retired", 0, -7],
    ]);
  });

  test("have no change when nothing is compared", () => {
    expect(usageRows(breakdownOf([group("a", 1)]), undefined)[0]?.change).toBeNull();
  });

  test("say when a change is only that of the known costs", () => {
    const [row] = usageRows(
      breakdownOf([group("a", 1)]),
      breakdownOf([group("a", 1, { previous: usageRow({ cost: 1, unpricedCalls: 1 }) })]),
    );
    expect(row?.change?.isPartial).toBe(true);
  });

  test("of months compare a month with the one before it, when both are over", () => {
    const months = breakdownOf(
      [4, 6, 5].map((cost, index) => usageRow({ start: `2026-0${index + 7}-01`, cost })),
    );
    expect(monthRows(months).map(({ name, change }) => [name, change?.difference])).toEqual([
      ["2026-07", undefined],
      ["2026-08", 2],
      ["2026-09", undefined],
    ]);
  });
});

describe("the tail", () => {
  const foldedOf = (costs: readonly number[]) => {
    const usage = breakdownOf(costs.map((cost, index) => group(`agent ${index}`, cost)));
    return foldTail(usageRows(usage, undefined), usage);
  };

  test.each([
    ["below 1 %", [97, 1.9, 0.5, 0.4, 0.2], 2, 3],
    ["of one row is not folded", [97, 2.5, 0.5], 3, 0],
    ["of small rows only has all but the ten largest", Array(120).fill(1), 10, 110],
    ["is the rows without a cost", [0, 0, 0], 3, 0],
  ])("%s", (_, costs, shown, tail) => {
    const folded = foldedOf(costs);
    expect([folded.shown.length, folded.tail.length]).toEqual([shown, tail]);
  });

  test("leaves out a row that was large in the other month", () => {
    const usage = breakdownOf([group("a", 99), group("b", 0.5), group("c", 0.5)]);
    const rows = usageRows(
      usage,
      breakdownOf([compared("a", 99, 10), compared("b", 0.5, 20), compared("retired", 0, 30)]),
    );
    expect(foldTail(rows, usage).tail).toEqual([]);
  });

  test("and the shown rows add up to the total, to the micro-dollar", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9e12 }), { minLength: 1 }), (microUsd) => {
        const usage = breakdownOf(
          microUsd.map((cost, index) => group(`agent ${index}`, cost / 1e6)),
        );
        const { shown, tailSum } = foldTail(usageRows(usage, undefined), usage);
        const rows = tailSum ? [...shown, tailSum] : shown;
        const sum = rows.reduce((total, { figures }) => total + Math.round(figures.cost * 1e6), 0);
        expect(sum).toBe(Math.round(totalRow(usage, undefined).figures.cost * 1e6));
      }),
    );
  });
});

describe("the sort", () => {
  const rows = usageRows(
    breakdownOf([
      group("*", 50),
      group("research", 30, { jobs: 10, completedJobs: 9, failedJobs: 1 }),
      group("code_review", 20, { jobs: 40, completedJobs: 0, failedJobs: 0 }),
      group("testing", 0, { unpricedCalls: 3, jobs: 2, completedJobs: 1, failedJobs: 1 }),
    ]),
    undefined,
  );

  test.each<[UsageSortKey, "ascending" | "descending", string]>([
    ["cost", "descending", "research code_review testing *"],
    ["cost", "ascending", "code_review research testing *"],
    ["name", "ascending", "code_review research testing *"],
    ["jobs", "descending", "code_review research testing *"],
    ["success", "ascending", "testing research code_review *"],
    ["success", "descending", "research testing code_review *"],
    ["perJob", "descending", "research code_review testing *"],
  ])("by %s, %s: %s", (by, direction, names) => {
    const sorted = sortUsage(rows, { by, direction }, "agentType");
    expect(sorted.map(({ name }) => name).join(" ")).toBe(names);
  });
});

test.each([
  [{ cost: 0, unpricedCalls: 2, jobs: 4 }, null, null],
  [{ cost: 3, unpricedCalls: 2, jobs: 4 }, 3, 0.75],
  [{ cost: 0.000005, jobs: 2 }, 0.000005, 0.000002],
  [{ cost: 1, jobs: 0 }, 1, null],
  [{ cost: 1, jobs: null }, 1, null],
])("of %j the known cost is %s and the cost per job %s", (parts, cost, perJob) => {
  const [row] = usageRows(breakdownOf([usageRow({ group: "a", ...parts })]), undefined);
  expect(row && [USAGE_VALUES.cost(row), USAGE_VALUES.perJob(row)]).toEqual([cost, perJob]);
});
