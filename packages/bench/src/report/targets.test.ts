import { expect, test } from "vitest";
import type { Target } from "./section";
import { isMet, targetLine } from "./targets";

const atMost = (measured: number): Target => ({ what: "a", measured, bound: { atMost: 6 } });
const atLeast = (measured: number): Target => ({ what: "a", measured, bound: { atLeast: 50 } });

test.each<[Target, boolean]>([
  [atMost(6), true],
  [atMost(6.01), false],
  [atLeast(50), true],
  [atLeast(49.9), false],
  [atMost(Number.NaN), false],
  [atLeast(Number.NaN), false],
  // A cancelled statement would have taken longer than the measured time, so it always misses an
  // upper bound. It can still meet a lower bound.
  [{ ...atMost(5), isMoreThan: true }, false],
  [{ ...atLeast(60), isMoreThan: true }, true],
])("%o", (target, expected) => {
  expect(isMet(target)).toBe(expected);
});

test("targetLine writes a target as one line", () => {
  expect(targetLine(atMost(7.126))).toBe("a: 7.13, target at most 6");
  expect(targetLine({ ...atLeast(12_345.6), isMoreThan: true })).toBe(
    "a: more than 12,346, target at least 50",
  );
});
