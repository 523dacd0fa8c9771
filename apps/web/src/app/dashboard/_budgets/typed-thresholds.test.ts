import { expect, test } from "vitest";
import { typedThresholds } from "./typed-thresholds";

test.each([
  ["80, 100", [80, 100]],
  ["100 % 80 % 80", [80, 100]],
  ["", []],
  ["1;200", [1, 200]],
])("%j are the percentages %j", (text, thresholds) => {
  expect(typedThresholds(text)).toEqual({ thresholds });
});

test.each(["0", "201", "99.5", "eighty", "-5"])("%j is refused", (text) => {
  expect(typedThresholds(text)).toHaveProperty("problem", expect.stringMatching(/1 to 200/));
});

test("more than five are refused", () => {
  expect(typedThresholds("1 2 3 4 5 6")).toEqual({ problem: "Enter at most 5 percentages." });
});
