import { expect, test } from "vitest";
import { exactDollars, summary } from "./summary";
import { emptyTally } from "./tally";

test.each([
  [0n, "$0.00"],
  [1n, "$0.000001"],
  [10_000n, "$0.01"],
  [2_500_000n, "$2.50"],
  [57_868_362n, "$57.868362"],
  [1_234_567_890_100n, "$1,234,567.8901"],
])("%s micro-dollars are %s", (microUsd, text) => {
  expect(exactDollars(microUsd)).toBe(text);
});

test("an unpriced row makes the total an at least", () => {
  const tally = { ...emptyTally(), unpriced: 2, costMicroUsd: 1_500_000n };
  expect(summary(tally, "Atlas")).toContain("at least $1.50\n");
});
