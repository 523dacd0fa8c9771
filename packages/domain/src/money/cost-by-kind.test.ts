import fc from "fast-check";
import { expect, test } from "vitest";
import { splitMicroUsd } from "./cost-by-kind";

test.each<[string, bigint, [string, bigint][], Record<string, number>]>([
  [
    "in proportion",
    100n,
    [
      ["input", 3n],
      ["output", 1n],
    ],
    { input: 75, output: 25 },
  ],
  [
    "the rest goes to the largest remainder",
    10n,
    [
      ["a", 1n],
      ["b", 3n],
      ["c", 3n],
    ],
    { a: 2, b: 4, c: 4 },
  ],
  [
    "of equal remainders the first is larger",
    10n,
    [
      ["a", 1n],
      ["b", 1n],
      ["c", 1n],
    ],
    { a: 4, b: 3, c: 3 },
  ],
  [
    "a kind without a part is left out",
    1n,
    [
      ["a", 1n],
      ["b", 99n],
    ],
    { b: 1 },
  ],
  ["nothing is nothing", 0n, [["a", 1n]], {}],
  ["a cost without shares is unattributed", 7n, [["a", 0n]], { unattributed: 7 }],
])("an amount is split %s", (_, amount, shares, expected) => {
  expect(
    splitMicroUsd(
      amount,
      shares.map(([kind, share]) => ({ kind, share })),
    ),
  ).toEqual(expected);
});

const amounts = fc.bigInt(0n, 10n ** 15n);

test("the parts sum exactly to the amount, and each is within one micro-dollar of its share", () => {
  fc.assert(
    fc.property(amounts, fc.array(amounts, { minLength: 1, maxLength: 12 }), (amount, values) => {
      const shares = values.map((share, index) => ({ kind: `kind ${index}`, share }));
      const parts = splitMicroUsd(amount, shares);
      const sum = Object.values(parts).reduce((total, part) => total + BigInt(part), 0n);
      expect(sum).toBe(amount);
      const whole = values.reduce((total, value) => total + value, 0n);
      if (whole === 0n) return;
      for (const { kind, share } of shares) {
        const floor = (amount * share) / whole;
        expect([floor, floor + 1n]).toContain(BigInt(parts[kind] ?? 0));
      }
    }),
  );
});
