import { expect, test } from "vitest";
import { seededRandom } from "./random";

const numbers = (seed: string) => {
  const random = seededRandom(seed);
  return Array.from({ length: 1000 }, () => random.next());
};

test("the same seed gives the same numbers and another seed gives other numbers", () => {
  expect(numbers("a")).toEqual(numbers("a"));
  expect(numbers("a")).not.toEqual(numbers("b"));
});

test("the numbers are in [0, 1) and their average is about 0.5", () => {
  const drawn = numbers("a");
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(0.5, 1);
});

test("choices are picked in proportion to their weights", () => {
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
