import fc from "fast-check";
import { expect, test } from "vitest";
import { integerRoot } from "./integers";

test.each([
  [0n, 0n],
  [1n, 1n],
  [2n, 1n],
  [3n, 1n],
  [4n, 2n],
  [15n, 3n],
  [16n, 4n],
  [10n ** 40n - 1n, 10n ** 20n - 1n],
  [10n ** 40n, 10n ** 20n],
])("the root of %d is %d", (number, root) => {
  expect(integerRoot(number)).toBe(root);
});

test("the root is the largest integer whose square is not above the number", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 50n }), (number) => {
      const root = integerRoot(number);
      expect(root * root).toBeLessThanOrEqual(number);
      expect((root + 1n) * (root + 1n)).toBeGreaterThan(number);
    }),
  );
});
