import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { millionthsOf, nearestEven } from "../testing/paper-money";
import { divideHalfEven, parseDecimal } from "./decimal";
import {
  dollarsFromMicroUsd,
  microUsdFromDecimal,
  microUsdFromFloat,
  microUsdFromOutput,
  percentOf,
  priceMicroUsdFromDollars,
  tokenCostMicroUsd,
} from "./money";

const decimal = (text: string) => {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`${text} is not a decimal`);
  return parsed;
};

test.each([
  ["0.0000005", 0n],
  ["0.0000015", 2n],
  ["0.0000025", 2n],
  ["0.00000251", 3n],
  ["57.868362", 57_868_362n],
  ["9999999.99", 9_999_999_990_000n],
  ["1.5e-7", 0n],
  ["2e3", 2_000_000_000n],
])("$%s is %s micro-dollars, rounded half to even", (text, microUsd) => {
  expect(microUsdFromDecimal(decimal(text))).toBe(microUsd);
});

test.each([
  [0.1 + 0.2, 300_000n],
  [1e-7, 0n],
  [1.234567e-5, 12n],
  [0, 0n],
  [5e-324, 0n],
  [-1, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
])("$%d as a float is %s micro-dollars", (dollars, microUsd) => {
  expect(microUsdFromFloat(dollars)).toBe(microUsd);
});

test.each([
  [4808n, "3", 10n, "15", 14_574n],
  [1n, "0.5", 0n, "0", 0n],
  [3n, "0.5", 0n, "0", 2n],
  [1n, "0.25", 1n, "0.25", 0n],
  [1n, "0.25", 1n, "0.2500001", 1n],
])(
  "%d in at $%s and %d out at $%s a million cost %s micro-dollars",
  (inTokens, inPrice, outTokens, outPrice, cost) => {
    expect(
      tokenCostMicroUsd([
        { tokens: inTokens, usdPerMillion: decimal(inPrice) },
        { tokens: outTokens, usdPerMillion: decimal(outPrice) },
      ]),
    ).toBe(cost);
  },
);

test("a call without tokens costs nothing", () => {
  expect(tokenCostMicroUsd([])).toBe(0n);
});

test("the cost of a call is rounded once, not once for each kind of tokens", () => {
  const tokens = fc.record({
    tokens: fc.bigInt(0n, 10n ** 9n),
    usdPerMillion: fc.record({
      units: fc.bigInt(0n, 10n ** 12n),
      scale: fc.integer({ min: 0, max: 12 }),
    }),
  });
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 5 }), (kinds) => {
      const over10To12 = kinds.reduce(
        (sum, { tokens, usdPerMillion: { units, scale } }) =>
          sum + tokens * units * 10n ** BigInt(12 - scale),
        0n,
      );
      expect(tokenCostMicroUsd(kinds)).toBe(divideHalfEven(over10To12, 10n ** 12n));
    }),
  );
});

/**
 * Small counts and round prices are frequent here, because they often give costs that are exactly half a
 * micro-dollar.
 */
const tokensAtPrice = fc.record({
  tokens: fc.oneof(...[9n, 999n, 2_000_000n, 10n ** 9n].map((most) => fc.bigInt(0n, most))),
  price: fc
    .tuple(fc.oneof(fc.nat(20), fc.nat(2_000)), fc.constantFrom(1, 2, 20, 1_000))
    .map(([units, divisor]) => String(units / divisor)),
});

test("the cost is the same as on paper, where an exact half is rounded to the even micro-dollar", () => {
  let halves = 0;
  fc.assert(
    fc.property(fc.tuple(tokensAtPrice, tokensAtPrice), (kinds) => {
      const exact = kinds.reduce(
        (sum, { tokens, price }) => sum + tokens * millionthsOf(price),
        0n,
      );
      if (exact % 1_000_000n === 500_000n) halves += 1;
      const cost = tokenCostMicroUsd(
        kinds.map(({ tokens, price }) => ({ tokens, usdPerMillion: decimal(price) })),
      );
      expect(cost).toBe(nearestEven(exact, 1_000_000n));
    }),
    { numRuns: 20_000 },
  );
  expect(halves).toBeGreaterThan(20);
});

describe("a price per million tokens", () => {
  it("has every micro-dollar from $0 to $1,000,000, converted to an integer and back without a change", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (microUsd) => {
        const typed = Number(
          `${Math.floor(microUsd / 1e6)}.${String(microUsd % 1e6).padStart(6, "0")}`,
        );
        expect(priceMicroUsdFromDollars(typed)).toBe(BigInt(microUsd));
        expect(dollarsFromMicroUsd(BigInt(microUsd))).toBe(typed);
      }),
    );
  });

  test.each([
    [0, 0n],
    [0.000001, 1n],
    [0.075, 75_000n],
    [8.2, 8_200_000n],
    [1_000_000, 1_000_000_000_000n],
  ])("$%d is %d micro-dollars", (dollars, microUsd) => {
    expect(priceMicroUsdFromDollars(dollars)).toBe(microUsd);
  });

  test.each([
    -1,
    -0.000001,
    0.0000001,
    0.0000015,
    1_000_000.000001,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])("cannot be $%d", (dollars) => {
    expect(priceMicroUsdFromDollars(dollars)).toBeNull();
  });
});

test.each([
  [0n, 0n, 0],
  [1n, 0n, 0],
  [7n, 100n, 7],
  [641n, 1000n, 64.1],
  [1372n, 1000n, 137.2],
  [1n, 3n, 100 / 3],
])("%s of %s is %d %%", (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});

test("the dollars of an output are the same micro-dollars again", () => {
  fc.assert(
    fc.property(fc.integer({ min: -8e15, max: 8e15 }), (microUsd) => {
      expect(microUsdFromOutput(dollarsFromMicroUsd(BigInt(microUsd)))).toBe(BigInt(microUsd));
    }),
    { numRuns: 10_000 },
  );
});
