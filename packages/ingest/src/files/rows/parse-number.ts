import { type Decimal, decimalText, parseDecimal } from "@ai-cost/domain";

/**
 * The sign between the integer and the fraction of a number. The other of the two signs separates groups
 * of thousands.
 */
export type DecimalSign = "dot" | "comma";

/** The convention for numbers in a file. */
export interface NumberFormat {
  /** The decimal sign that the user gave; null when the user gave none. */
  given: DecimalSign | null;
  delimiter: string;
}

/** The two values that a number can have when the decimal sign is unknown. */
export class AmbiguousNumber {
  readonly values: readonly [string, string];
  constructor(...values: [Decimal, Decimal]) {
    this.values = [decimalText(values[0]), decimalText(values[1])];
  }
}

// Several kinds of spaces and apostrophes group digits in both conventions.
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
   * The value of the text with the file's usual decimal sign; null when the text is not a number with this
   * sign.
   */
  usual: Decimal | null;
  /**
   * The value of the text with the other decimal sign; null when the text is not a number with this sign,
   * or when the user gave the decimal sign.
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
 * Parses the number of a token count exactly. The number may have a fraction. `1,000` is a thousand unless
 * the delimiter is a semicolon, and `1.000` is a thousand only if the delimiter is a semicolon. Otherwise
 * the number could also be 1 and is ambiguous.
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
 * Parses an amount exactly. `1.250` is one and a quarter unless the delimiter is a semicolon, and `1,250`
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
