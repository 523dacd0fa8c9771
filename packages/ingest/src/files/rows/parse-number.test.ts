import { decimalText } from "@ai-cost/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AmbiguousNumber,
  type DecimalSign,
  parseAmountNumber,
  parseCountNumber,
} from "./parse-number";

type Result = ReturnType<typeof parseCountNumber>;

/** The result as text: `1250`, `1.25`, or `1.25 or 1250` for an ambiguous number; null for no number. */
function shown(result: Result): string | null {
  if (result instanceof AmbiguousNumber) return result.values.join(" or ");
  return result && decimalText(result);
}

const read = (text: string, delimiter: string, given: DecimalSign | null = null) => ({
  count: shown(parseCountNumber(text, { given, delimiter })),
  amount: shown(parseAmountNumber(text, { given, delimiter })),
});

test.each([
  ["1000", "1000"],
  ["1,000,000", "1000000"],
  ["1.000.000", "1000000"],
  ["1,000.00", "1000"],
  ["1.000,00", "1000"],
  ["1 000", "1000"],
  ["1\u202f000", "1000"],
  ["1'000", "1000"],
  ["12.0", "12"],
  ["1000.000", "1000"],
  ["0.014", "0.014"],
  ["0,014", "0.014"],
  ["0,0145", "0.0145"],
  ["1.0E+03", "1000"],
  ["1,0E+03", "1000"],
  ["1e3", "1000"],
  ["1.5e-5", "0.000015"],
  [".5", "0.5"],
  ["", null],
  [".", null],
  [",", null],
  ["-1", null],
  ["1,00,0", null],
  ["1,000,00", null],
  ["1.000.00", null],
  ["0,000,000", null],
  ["1,000 000", null],
  ["1e", null],
  ["1e999", null],
  ["0x10", null],
  ["NaN", null],
  ["9".repeat(31), null],
])("%j is %s with every delimiter", (text, number) => {
  for (const delimiter of [",", ";", "\t", "|"])
    expect(read(text, delimiter)).toEqual({ count: number, amount: number });
});

test.each([
  ["1,250", ",", "1250", "1250"],
  ["1,250", ";", "1.25 or 1250", "1.25"],
  ["1,250", "\t", "1250", "1.25 or 1250"],
  ["1.250", ",", "1.25 or 1250", "1.25"],
  ["1.250", ";", "1250", "1.25 or 1250"],
  ["1.250", "|", "1.25 or 1250", "1.25"],
])(
  "%s with the delimiter %j is the count %s and the amount %s",
  (text, delimiter, count, amount) => {
    expect(read(text, delimiter)).toEqual({ count, amount });
  },
);

test.each([
  ["1,250", "dot", "1250"],
  ["1,250", "comma", "1.25"],
  ["1.250", "dot", "1.25"],
  ["1.250", "comma", "1250"],
  ["0,5", "dot", null],
  ["0.5", "comma", null],
] as const)("%s with a decimal %s is %s", (text, given, number) => {
  for (const delimiter of [",", ";", "\t"])
    expect(read(text, delimiter, given)).toEqual({ count: number, amount: number });
});

const SIGNS = { dot: ["en-US", ","], comma: ["de-DE", ";"] } as const;

test("a number that a spreadsheet writes is read exactly or is ambiguous, with and without grouped thousands", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 0, max: 6 }),
      fc.boolean(),
      fc.constantFrom<DecimalSign>("dot", "comma"),
      (units, scale, useGrouping, sign) => {
        const [locale, delimiter] = SIGNS[sign];
        const exact = decimalText({ units, scale });
        const text = new Intl.NumberFormat(locale, {
          useGrouping,
          minimumFractionDigits: scale,
          maximumFractionDigits: scale,
          // The type of `format` accepts only numbers, but at run time it formats a text exactly.
        }).format(exact as unknown as number);
        const { count, amount } = read(text, delimiter);
        expect([exact, ...(count?.includes(" or ") ? [count] : [])]).toContain(count);
        expect([exact, ...(amount?.includes(" or ") ? [amount] : [])]).toContain(amount);
        expect(read(text, delimiter, sign)).toEqual({ count: exact, amount: exact });
      },
    ),
  );
});

test("an ambiguous number is returned with both of its values, and one is a thousand times the other", () => {
  const groups = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }));
  fc.assert(
    fc.property(groups, fc.constantFrom(",", ".", ";"), ([whole, rest], sign) => {
      const text = `${whole}${sign === ";" ? "," : sign}${String(rest).padStart(3, "0")}`;
      const { count } = read(text, sign === "," ? ";" : ",");
      const thousands = String(whole * 1000 + rest);
      expect(count === thousands || count?.endsWith(` or ${thousands}`)).toBe(true);
    }),
  );
});
