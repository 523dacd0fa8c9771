import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { budgetStatus, limitMicroUsdFromDollars, limitMicroUsdFromText, limitText } from "./budget";
import { dollarsFromMicroUsd } from "./money";

test.each([
  ["$0 of a $100 limit", "ok", 0n, 100_000_000n],
  ["79.999 %", "ok", 79_999_000n, 100_000_000n],
  ["one micro-dollar below 80 %", "ok", 79_999_999n, 100_000_000n],
  ["80 %", "warning", 80_000_000n, 100_000_000n],
  ["99.999 %", "warning", 99_999_000n, 100_000_000n],
  ["one micro-dollar below 100 %", "warning", 99_999_999n, 100_000_000n],
  ["100 %", "exceeded", 100_000_000n, 100_000_000n],
  ["137.2 %", "exceeded", 137_200_000n, 100_000_000n],
  ["no limit", "none", 5n, null],
])("%s: the status is %s", (_, status, spent, limit) => {
  expect(budgetStatus(spent, limit)).toBe(status);
});

test("every status starts at an exact micro-dollar, whatever the limit", () => {
  const limits = fc.bigInt(1n, 100_000_000n).map((cents) => cents * 10_000n);
  const thousandths = fc.constantFrom(0n, 79_999n, 80_000n, 99_960n, 99_999n, 100_000n, 137_200n);
  fc.assert(
    fc.property(limits, thousandths, fc.bigInt(-1n, 1n), (limit, share, offset) => {
      const spent = (limit * share) / 100_000n + offset;
      const expected = spent >= limit ? "exceeded" : spent * 5n >= limit * 4n ? "warning" : "ok";
      expect(budgetStatus(spent, limit)).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});

describe("a monthly limit", () => {
  it("converts every cent up to $10,000.00 exactly, and any cent up to $1,000,000.00", () => {
    const isExact = (cents: number) =>
      limitMicroUsdFromDollars(cents / 100) === BigInt(cents) * 10_000n;
    const broken = Array.from({ length: 1_000_000 }, (_, index) => index + 1).filter(
      (cents) => !isExact(cents),
    );
    expect(broken).toEqual([]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000_000 }), isExact), { numRuns: 10_000 });
    expect(isExact(100_000_000)).toBe(true);
  });

  it("is read back from its stored text and from its dollars without a change", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (cents) => {
        const microUsd = BigInt(cents) * 10_000n;
        expect(limitMicroUsdFromText(limitText(microUsd))).toBe(microUsd);
        expect(dollarsFromMicroUsd(microUsd)).toBe(cents / 100);
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([0, -1, 0.001, 0.005, 0.019999, 1_000_000.01, Number.NaN, Number.POSITIVE_INFINITY])(
    "cannot be $%d",
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
  ])("is not read from the text %j", (text) => {
    expect(limitMicroUsdFromText(text)).toBeNull();
  });
});
