import { expect, test } from "vitest";
import { daysIn, otherRange, rangeProblem, startsOfParts } from "./day-ranges";

const NOW = new Date("2026-11-28T12:00:00.000Z");

test.each([
  ["2026-11-01", "2026-11-30", null],
  ["2026-11-28", "2026-11-28", null],
  ["2025-10-27", "2026-11-30", null],
  ["2025-10-26", "2026-11-30", "more than 400 days"],
  ["2026-11-02", "2026-11-01", "is before the first day"],
  ["2026-11-01", "2026-12-01", "ends on 2026-11-30"],
  ["1999-12-31", "2000-01-05", "is before 2000-01-01"],
])("the range from %s to %s: %s", (from, to, problem) => {
  const found = rangeProblem({ from, to }, NOW);
  if (problem === null) expect(found).toBeNull();
  else expect(found?.problem).toContain(problem);
});

test.each([
  ["previousPeriod", "2026-11-01", "2026-11-30", "2026-10-02", "2026-10-31"],
  ["previousPeriod", "2026-11-28", "2026-11-28", "2026-11-27", "2026-11-27"],
  ["previousPeriod", "2026-03-01", "2026-03-07", "2026-02-22", "2026-02-28"],
  ["previousMonth", "2026-11-01", "2026-11-28", "2026-10-01", "2026-10-28"],
  ["previousMonth", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"],
  ["previousMonth", "2024-03-05", "2024-03-31", "2024-02-05", "2024-02-29"],
  ["previousMonth", "2026-01-10", "2026-01-31", "2025-12-10", "2025-12-31"],
  ["previousMonth", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-28"],
] as const)("%s of %s to %s is %s to %s", (compare, from, to, otherFrom, otherTo) => {
  const other = otherRange({ from, to }, compare);
  expect([other?.from, other?.to]).toEqual([otherFrom, otherTo]);
  expect(daysIn({ from: other?.from ?? "", to: from })).toBe((other?.offsetDays ?? 0) + 1);
});

test("days that the previous month does not have are compared with nothing", () => {
  expect(otherRange({ from: "2026-03-29", to: "2026-03-31" }, "previousMonth")).toBeNull();
  expect(otherRange({ from: "2026-03-29", to: "2026-03-31" }, "none")).toBeNull();
});

test.each([
  ["total", ["2026-10-29"]],
  ["day", ["2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03"]],
  ["week", ["2026-10-29", "2026-11-02"]],
  ["month", ["2026-10-29", "2026-11-01"]],
] as const)("29 October (a Thursday) to 3 November divided by %s", (interval, starts) => {
  expect(startsOfParts({ from: "2026-10-29", to: "2026-11-03" }, interval)).toEqual(starts);
});
