import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  decimalText,
  divideHalfEven,
  dollarsFromMicroUsd,
  limitMicroUsdFromDollars,
  limitMicroUsdFromText,
  limitText,
  microUsdFromDecimal,
  microUsdFromFloat,
  parseDecimal,
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
])("$%s is %s micro-dollars, half to even", (text, microUsd) => {
  expect(microUsdFromDecimal(decimal(text))).toBe(microUsd);
});

test.each(["", "-1", "1.", ".5", "1,5", "0x10", "NaN", "Infinity", "1e999", " 1"])(
  "%j is not a decimal",
  (text) => {
    expect(parseDecimal(text)).toBeNull();
  },
);

test.each([
  [0.1 + 0.2, 300_000n],
  [1e-7, 0n],
  [1.234567e-5, 12n],
  [0, 0n],
  [5e-324, 0n],
  [-1, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
])("a price library's %d dollars are %s micro-dollars", (dollars, microUsd) => {
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

test("what has no tokens costs nothing", () => {
  expect(tokenCostMicroUsd([])).toBe(0n);
});

test("a call is rounded once, however many kinds of tokens it has", () => {
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

test.each([
  ["3", "3"],
  ["0.150", "0.15"],
  ["3.00", "3"],
  ["1.5e-7", "0.00000015"],
  ["2e3", "2000"],
  ["0", "0"],
  ["0.0", "0"],
])("%s is written %s", (text, shortest) => {
  expect(decimalText(decimal(text))).toBe(shortest);
});

test("rounding half to even is never more than half a unit off and prefers the even neighbour", () => {
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

describe("a budget limit", () => {
  it("round-trips for every cent from $0.01 to $1,000,000.00", () => {
    let broken = 0;
    for (let cents = 1; cents <= 100_000_000; cents += 1) {
      const microUsd = limitMicroUsdFromDollars(cents / 100);
      if (microUsd === null || microUsd !== BigInt(cents) * 10_000n) broken += 1;
    }
    expect(broken).toBe(0);
  }, 120_000);

  it("round-trips through its stored text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (cents) => {
        const microUsd = BigInt(cents) * 10_000n;
        expect(limitMicroUsdFromText(limitText(microUsd))).toBe(microUsd);
        expect(dollarsFromMicroUsd(microUsd)).toBe(cents / 100);
      }),
    );
  });

  test.each([0, -1, 0.001, 0.005, 0.019999, 1_000_000.01, Number.NaN, Number.POSITIVE_INFINITY])(
    "is refused at %d",
    (limitDollars) => {
      expect(limitMicroUsdFromDollars(limitDollars)).toBeNull();
    },
  );

  test.each([
    "",
    "NaN",
    "250",
    "250.0",
    "250.000",
    "-1.00",
    "0.00",
    "01.00",
    "1e3",
    "1000000.01",
    " 1.00",
  ])("stored as %j is no limit", (text) => {
    expect(limitMicroUsdFromText(text)).toBeNull();
  });
});

describe("a price of a million tokens", () => {
  it("round-trips for every micro-dollar, as a person types it", () => {
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
  ])("is refused at %d", (dollars) => {
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
