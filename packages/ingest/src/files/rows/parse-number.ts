import { type Decimal, decimalText, parseDecimal } from "@ai-cost/domain";

/** The sign between the integer and the fraction. The other sign separates groups of thousands. */
export type DecimalSign = "dot" | "comma";

/** The convention by which a file writes numbers. */
export interface NumberFormat {
  /** The decimal sign that the user gave; null when the user gave none. */
  given: DecimalSign | null;
  delimiter: string;
}

/** The two values that a number can have when the decimal sign is not known. */
export class AmbiguousNumber {
  readonly values: readonly [string, string];
  constructor(...values: [Decimal, Decimal]) {
    this.values = [decimalText(values[0]), decimalText(values[1])];
  }
}

// Spaces of several kinds and apostrophes group digits in both conventions.
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
  /** The value if the text is read with the file's usual decimal sign; null when it cannot be read so. */
  usual: Decimal | null;
  /**
   * The value if the text is read with the other decimal sign; null when it cannot be read so, or when
   * the user gave the decimal sign.
   */
  other: Decimal | null;
}

function readingsOf(text: string, { given, delimiter }: NumberFormat): Readings {
  const dot = readAs(WITH_DOT, text);
  const comma = readAs(WITH_COMMA, text);
  // In countries where the comma is the decimal sign, spreadsheets separate fields with a semicolon.
  const usesComma = (given ?? (delimiter === ";" ? "comma" : "dot")) === "comma";
  const [usual, other] = usesComma ? [comma, dot] : [dot, comma];
  return { usual, other: given === null ? other : null };
}

/** Compares two decimals. The result is negative when the first is smaller. */
function compare(one: Decimal, other: Decimal): bigint {
  return one.units * 10n ** BigInt(other.scale) - other.units * 10n ** BigInt(one.scale);
}

/**
 * Reads the number of a token count exactly; it may have a fraction. `1,000` is a thousand unless the
 * delimiter is a semicolon, and `1.000` is a thousand only if the delimiter is a semicolon. Otherwise the
 * number could also be 1 and is ambiguous.
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
 * Reads an amount exactly. `1.250` is one and a quarter unless the delimiter is a semicolon, and `1,250`
 * is one and a quarter only if the delimiter is a semicolon. If the delimiter is a comma, `1,250` is more
 * than a thousand. In every other case the amount is ambiguous.
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
