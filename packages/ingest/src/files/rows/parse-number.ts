import { type Decimal, decimalText, parseDecimal } from "@ai-cost/domain";

/** The sign between the integer and the fraction of a number. The other sign groups thousands. */
export type DecimalSign = "dot" | "comma";

/** The format in which a file writes numbers. */
export interface NumberFormat {
  /** The decimal sign that the user gave; null if the user gave none. */
  given: DecimalSign | null;
  delimiter: string;
}

/** The two values of a number that can be read in two ways, because its decimal sign is unknown. */
export class AmbiguousNumber {
  readonly values: readonly [string, string];
  constructor(...values: [Decimal, Decimal]) {
    this.values = [decimalText(values[0]), decimalText(values[1])];
  }
}

// In both conventions, a space of any kind or an apostrophe can group digits.
const WITH_DOT = /^(\d*|[1-9]\d{0,2}(?:([,\s'’])\d{3})(?:\2\d{3})*)(?:\.(\d+))?$/;
const WITH_COMMA = /^(\d*|[1-9]\d{0,2}(?:([.\s'’])\d{3})(?:\2\d{3})*)(?:,(\d+))?$/;
const WITH_EXPONENT = /^\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}$/;
const MAX_DIGITS = 30;

function readAs(pattern: RegExp, text: string): Decimal | null {
  if (WITH_EXPONENT.test(text)) return parseDecimal(text.replace(",", "."));
  const [, grouped = "", , fraction = ""] = pattern.exec(text) ?? [];
  const whole = grouped.replace(/\D/g, "");
  const digits = whole + fraction;
  return digits === "" || digits.length > MAX_DIGITS
    ? null
    : { units: BigInt(digits), scale: fraction.length };
}

interface Readings {
  /**
   * The value with the likely decimal sign of the file; null when the text is no number with this sign.
   */
  usual: Decimal | null;
  /**
   * The value with the other decimal sign; null when the text is no number with that sign, or when the
   * user gave the decimal sign.
   */
  other: Decimal | null;
}

function readingsOf(text: string, { given, delimiter }: NumberFormat): Readings {
  const dot = readAs(WITH_DOT, text);
  const comma = readAs(WITH_COMMA, text);
  // In countries where the comma is the decimal sign, spreadsheets use a semicolon as the delimiter.
  const usesComma = (given ?? (delimiter === ";" ? "comma" : "dot")) === "comma";
  const [usual, other] = usesComma ? [comma, dot] : [dot, comma];
  return { usual, other: given === null ? other : null };
}

/** Returns a negative number when the first decimal is smaller. */
function compare(one: Decimal, other: Decimal): bigint {
  return one.units * 10n ** BigInt(other.scale) - other.units * 10n ** BigInt(one.scale);
}

/**
 * Parses a token count exactly; the result may have a fraction. Without a given decimal sign, the
 * delimiter decides. With a semicolon, `1.000` is 1000 and `1,000` is ambiguous (1 or 1000). With any
 * other delimiter, `1,000` is 1000 and `1.000` is ambiguous.
 */
export function parseCountNumber(
  text: string,
  format: NumberFormat,
): Decimal | AmbiguousNumber | null {
  const { usual, other } = readingsOf(text, format);
  if (usual && other && compare(usual, other) < 0n) return new AmbiguousNumber(usual, other);
  return usual ?? other;
}

/**
 * Parses an amount exactly. Without a given decimal sign, the delimiter decides. With a comma, `1.250` is
 * 1.25 and `1,250` is 1250. With a semicolon, `1,250` is 1.25 and `1.250` is ambiguous (1.25 or 1250).
 * With any other delimiter, `1.250` is 1.25 and `1,250` is ambiguous.
 */
export function parseAmountNumber(
  text: string,
  format: NumberFormat,
): Decimal | AmbiguousNumber | null {
  const { usual, other } = readingsOf(text, format);
  if (usual && other && compare(usual, other) > 0n && format.delimiter !== ",")
    return new AmbiguousNumber(other, usual);
  return usual ?? other;
}
