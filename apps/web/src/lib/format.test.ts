import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBudgetPercent,
  formatChange,
  formatCompact,
  formatCount,
  formatDifference,
  formatDollarRange,
  formatDollars,
  formatExactDollars,
  formatInteger,
  formatRate,
  formatRoundDollars,
  formatShare,
  formatShortId,
  formatSignedChange,
  formatTick,
} from "./format";

/** The number of decimals of an amount's text. */
const decimalsOf = (text: string) => text.split(".")[1]?.length ?? 0;

describe("money", () => {
  test.each([
    [null, "—"],
    [0, "$0.00"],
    [0.000001, "$0.000001"],
    [0.00004, "$0.00004"],
    [0.0042, "$0.0042"],
    [0.009999, "$0.009999"],
    [0.01, "$0.0100"],
    [0.014574, "$0.0146"],
    [0.01005, "$0.0100"],
    [0.01015, "$0.0102"],
    [0.0421, "$0.0421"],
    [0.5, "$0.5000"],
    [0.99994, "$0.9999"],
    [0.99995, "$1.00"],
    [0.999999, "$1.00"],
    [1, "$1.00"],
    [1.005, "$1.00"],
    [1.015, "$1.02"],
    [1.025, "$1.02"],
    [412.384213, "$412.38"],
    [999.995, "$1,000.00"],
    [9_999_999.99, "$9,999,999.99"],
    [-1.5, "-$1.50"],
  ])("%s dollars are written %s", (dollars, text) => {
    expect(formatDollars(dollars)).toBe(text);
  });

  test("the text differs from the amount by at most half of its last digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_990_000 }), (microUsd) => {
        const text = formatDollars(microUsd / 1e6);
        const digits = decimalsOf(text);
        const writtenMicroUsd = Math.round(Number(text.replace(/[$,]/g, "")) * 1e6);
        expect(Math.abs(writtenMicroUsd - microUsd)).toBeLessThanOrEqual(10 ** (6 - digits) / 2);
      }),
    );
  });

  test("every amount from $0.01 has the decimals of the tier of its rounded text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 3_000_000 }), (microUsd) => {
        const text = formatDollars(microUsd / 1e6);
        expect(decimalsOf(text)).toBe(Number(text.slice(1)) < 1 ? 4 : 2);
      }),
    );
  });

  test.each([
    [412.384213, "$412.384213"],
    [412.3, "$412.30"],
    [1000, "$1,000.00"],
    [0.000001, "$0.000001"],
    [null, "—"],
  ])("%s dollars are exactly %s", (dollars, text) => {
    expect(formatExactDollars(dollars)).toBe(text);
  });

  test("the exact text has every micro-dollar", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_990_000 }), (microUsd) => {
        const text = formatExactDollars(microUsd / 1e6).replace(/[$,]/g, "");
        expect(BigInt(text.replace(".", "").padEnd(text.indexOf(".") + 6, "0"))).toBe(
          BigInt(microUsd),
        );
      }),
    );
  });

  test.each([
    [0, 20, "$0"],
    [40, 20, "$40"],
    [0.05, 0.05, "$0.05"],
    [1.5, 0.5, "$1.50"],
    [0.000002, 0.000001, "$0.000002"],
    [1500, 500, "$1,500"],
    [4000, 2000, "$4K"],
    [6_000_000, 2_000_000, "$6M"],
  ])("the tick %s of an axis in steps of %s is %s", (dollars, step, text) => {
    expect(formatTick(dollars, step)).toBe(text);
  });
});

describe("counts", () => {
  test.each([
    [0, "0"],
    [950, "950"],
    [1_234, "1.23K"],
    [12_345, "12.3K"],
    [999_499, "999K"],
    [999_500, "1M"],
    [1_230_000, "1.23M"],
    [88_400_000_000, "88.4B"],
  ])("%s in short is %s", (count, text) => {
    expect(formatCompact(count)).toBe(text);
  });

  test("an exact count has thousands separators, and its noun agrees with it", () => {
    expect(formatInteger(1_234_567)).toBe("1,234,567");
    expect(formatCount(1, "job")).toBe("1 job");
    expect(formatCount(0, "job")).toBe("0 jobs");
    expect(formatCount(1204, "entry", "entries")).toBe("1,204 entries");
  });
});

describe("percentages", () => {
  test.each([
    [0, "0.0 %"],
    [1e-9, "0.0 %"],
    [0.09, "0.0 %"],
    [64.1, "64.1 %"],
    [79.999, "79.9 %"],
    [80, "80.0 %"],
    [99.96, "99.9 %"],
    [99.9999999999, "99.9 %"],
    [100, "100.0 %"],
    [137.25, "137.2 %"],
    [99_999_999_900, "99,999,999,900.0 %"],
  ])("%s of a budget is cut to %s", (pct, text) => {
    expect(formatBudgetPercent(pct).replace("\u202f", " ")).toBe(text);
  });

  test("every tenth of a percent is written as itself", () => {
    for (let tenths = 0; tenths <= 20_000; tenths++) {
      const expected = `${Math.floor(tenths / 10)}.${tenths % 10}`;
      expect(formatBudgetPercent(tenths / 10).replace(/[^\d.]/g, "")).toBe(expected);
    }
  });

  test.each([
    [0, "0.0 %"],
    [0.01, "<0.1 %"],
    [0.05, "0.1 %"],
    [48.06, "48.1 %"],
    [100, "100.0 %"],
  ])("a share of %s rounds to %s", (pct, text) => {
    expect(formatShare(pct).replace("\u202f", " ")).toBe(text);
  });

  test.each([
    [null, "—"],
    [0, "0 %"],
    [0.01, "0.1 %"],
    [96.42, "96.4 %"],
    [99.99, "99.9 %"],
    [100, "100 %"],
  ])("a success rate of %s is written %s", (pct, text) => {
    expect(formatRate(pct).replace("\u202f", " ")).toBe(text);
  });

  test.each([
    [112, 100, "12 %"],
    [50, 100, "50 %"],
    [0, 100, "100 %"],
    [4321, 100, "4,221 %"],
  ])("%s after %s is a change of %s", (current, previous, text) => {
    expect(formatChange(current, previous).replace("\u202f", " ")).toBe(text);
  });
});

test.each([
  [461.51, 392.38, "+$69.13", "+18 %"],
  [10, 15.38, "\u2212$5.38", "\u221235 %"],
  [5, 0, "+$5.00", "new"],
  [0, 5, "\u2212$5.00", "\u2212100 %"],
  [5.001, 5, "+<$0.01", "+0 %"],
  [5, 5, "$0.00", "0 %"],
  [0, 0, "$0.00", ""],
])("%s after %s is the difference %s, %s", (current, previous, difference, change) => {
  expect(formatDifference(Math.round((current - previous) * 1e6) / 1e6, 2)).toBe(difference);
  expect(formatSignedChange(current, previous).replace("\u202f", " ")).toBe(change);
});

test("ids that are created at the same time differ in their short form", () => {
  expect(formatShortId("01938f2e-7c00-7000-8000-0000deadbeef")).toBe("deadbeef");
});

test.each([
  [590.4, 640.2, "$590–640"],
  [1590.4, 2640.2, "$1,590–2,640"],
  [9.5, 12.25, "$9.50–12.25"],
  [0.5, 1.25, "$0.5000–1.25"],
  [300, 300.2, "$300"],
])("a range from %d to %d dollars is %s", (low, high, text) => {
  expect(formatDollarRange(low, high)).toBe(text);
});

test("an amount that is not exact has whole dollars from $10", () => {
  expect([9.994, 10.4, 1234.5].map(formatRoundDollars)).toEqual(["$9.99", "$10", "$1,235"]);
});
