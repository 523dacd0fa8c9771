import { expect, test } from "vitest";
import { exactDollars } from "./exact-dollars";

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
