import { expect, test } from "vitest";
import { seededRandom } from "./random";

const numbers = (seed: string) => {
  const random = seededRandom(seed);
  return Array.from({ length: 1000 }, () => random.next());
};

test("the same seed gives the same numbers, another one gives others", () => {
  expect(numbers("a")).toEqual(numbers("a"));
  expect(numbers("a")).not.toEqual(numbers("b"));
});

test("the numbers are at least 0, below 1, and about a half on average", () => {
  const drawn = numbers("a");
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(0.5, 1);
});

test("a choice is picked as often as its weight says", () => {
  const random = seededRandom("weights");
  const picked = Array.from({ length: 1000 }, () =>
    random.pick([
      [3, "often"],
      [1, "seldom"],
      [0, "never"],
    ]),
  );
  const often = picked.filter((choice) => choice === "often").length;
  expect(often).toBeGreaterThan(700);
  expect(often).toBeLessThan(800);
  expect(picked).not.toContain("never");
});
