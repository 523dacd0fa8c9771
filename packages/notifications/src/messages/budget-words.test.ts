import { expect, test } from "vitest";
import { dollars } from "./budget-words";

test.each([
  [0n, "$0.00"],
  [1n, "$0.000001"],
  [8_850n, "$0.008850"],
  [9_999n, "$0.009999"],
  [10_000n, "$0.0100"],
  [44_250n, "$0.0442"],
  [44_350n, "$0.0444"],
  [999_949n, "$0.9999"],
  [999_950n, "$1.00"],
  [85_000_000n, "$85.00"],
  [1_234_565_000n, "$1,234.56"],
  [1_234_575_000n, "$1,234.58"],
])("%s micro-dollars are %s", (microUsd, text) => {
  expect(dollars(microUsd)).toBe(text);
});
