import { expect, test } from "vitest";
import { typedPrice } from "./typed-price";

test.each([
  ["3", 3],
  ["0.075", 0.075],
  [".5", 0.5],
  ["$1,250.50", 1250.5],
  [" 0 ", 0],
  ["1000000", 1_000_000],
  ["", undefined],
  ["free", null],
  ["-1", null],
  ["1e3", null],
  ["0.0000001", null],
  ["1000000.01", null],
])("%j is %j dollars per million tokens", (text, dollars) => {
  expect(typedPrice(text)).toBe(dollars);
});
