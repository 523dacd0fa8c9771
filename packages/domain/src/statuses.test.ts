import { expect, test } from "vitest";
import { successRateOf } from "./statuses";

test.each([
  [0, 0, null],
  [3, 1, 75],
  [0, 2, 0],
  [2, 0, 100],
])("%d completed and %d failed jobs: the success rate is %s", (completed, failed, rate) => {
  expect(successRateOf(completed, failed)).toBe(rate);
});
