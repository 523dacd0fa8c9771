/** An exact decimal number, `units / 10^scale`: 0.15 is `{ units: 15n, scale: 2 }`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const DECIMAL = /^(\d{1,18})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Reads a non-negative decimal such as `3`, `0.15` or `1.5e-7` exactly; null when the text is not one. */
export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const units = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The shortest plain text of a decimal: 300 / 10^2 → `3`, 15 / 10^8 → `0.00000015`. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = String(units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return scale === 0 || fraction === "" ? whole : `${whole}.${fraction}`;
}

/**
 * Divides and rounds half to even: 1/2 → 0, 3/2 → 2, 5/2 → 2, 7/3 → 2, 8/3 → 3. The numerator must
 * not be negative and the denominator must be positive.
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twiceRemainder = (numerator % denominator) * 2n;
  if (twiceRemainder < denominator) return quotient;
  if (twiceRemainder > denominator) return quotient + 1n;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
}
