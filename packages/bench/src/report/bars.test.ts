import { expect, test } from "vitest";
import { barLine, isPassed } from "./bars";
import type { Bar } from "./section";

const atMost = (measured: number): Bar => ({ what: "a", measured, bound: { atMost: 6 } });
const atLeast = (measured: number): Bar => ({ what: "a", measured, bound: { atLeast: 50 } });

test.each<[Bar, boolean]>([
  [atMost(6), true],
  [atMost(6.01), false],
  [atLeast(50), true],
  [atLeast(49.9), false],
  [atMost(Number.NaN), false],
  [atLeast(Number.NaN), false],
  // What had not ended is slower than measured, which helps no upper bound and does no lower one harm.
  [{ ...atMost(5), isMoreThan: true }, false],
  [{ ...atLeast(60), isMoreThan: true }, true],
])("%o", (bar, passes) => {
  expect(isPassed(bar)).toBe(passes);
});

test("a bar in a line", () => {
  expect(barLine(atMost(7.126))).toBe("a: 7.13, bar at most 6");
  expect(barLine({ ...atLeast(12_345.6), isMoreThan: true })).toBe(
    "a: more than 12,346, bar at least 50",
  );
});
