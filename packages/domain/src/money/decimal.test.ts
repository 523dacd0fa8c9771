import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalText, divideHalfEven, parseDecimal } from "./decimal";

test.each(["", "-1", "1.", ".5", "1,5", "0x10", "NaN", "Infinity", "1e999", " 1"])(
  "%j is not a decimal",
  (text) => {
    expect(parseDecimal(text)).toBeNull();
  },
);

test.each([
  ["3", "3"],
  ["0.150", "0.15"],
  ["3.00", "3"],
  ["1.5e-7", "0.00000015"],
  ["2e3", "2000"],
  ["0", "0"],
  ["0.0", "0"],
])("the shortest text of %s is %s", (text, shortest) => {
  const decimal = parseDecimal(text);
  expect(decimal && decimalText(decimal)).toBe(shortest);
});

test.each([
  [1n, 2n, 0n],
  [3n, 2n, 2n],
  [5n, 2n, 2n],
  [7n, 3n, 2n],
  [8n, 3n, 3n],
])("%d / %d is rounded to %d", (numerator, denominator, rounded) => {
  expect(divideHalfEven(numerator, denominator)).toBe(rounded);
});

test("rounding half to even is off by at most half a unit, and a tie goes to the even neighbour", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 24n), fc.bigInt(1n, 10n ** 12n), (numerator, denominator) => {
      const rounded = divideHalfEven(numerator, denominator);
      const twiceError = (rounded * denominator - numerator) * 2n;
      const distance = twiceError < 0n ? -twiceError : twiceError;
      expect(distance <= denominator).toBe(true);
      if (distance === denominator) expect(rounded % 2n).toBe(0n);
    }),
  );
});
