import { expect, test } from "vitest";
import { rankTest } from "./rank-test";

const times = (offset: number) => Array.from({ length: 1_000 }, (_, i) => offset + ((i * 7) % 31));

test("equal samples do not differ, and shifted ones do, in the direction of the shift", () => {
  const shifted = times(100).map((value) => value + 2.5);
  expect(Math.abs(rankTest(times(100), times(100.001)))).toBeLessThan(4);
  expect(rankTest(shifted, times(100))).toBeGreaterThan(4);
  expect(rankTest(times(100), shifted)).toBeLessThan(-4);
});

test("of three values and four, with the ranks 1, 2 and 4, the sum of ranks is 5 below its mean", () => {
  const z = rankTest([1, 2, 4], [3, 5, 6, 7]);
  expect(z).toBeCloseTo((7 - 12) / Math.sqrt((3 * 4 * 8) / 12), 10);
});
