/**
 * Money inside is an integer of micro-dollars: 1 credit = $0.01 = 10,000 micro-dollars.
 * A price of $1 per million tokens is exactly 1 micro-dollar per token, so a token price in
 * dollars per million reads as micro-dollars per token everywhere below.
 */
export const MICRO_USD_PER_USD = 1_000_000n;
const MICRO_USD_PER_CENT = 10_000n;

/** An exact decimal: `units / 10^scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/** Tokens of one kind and what a million of them cost. */
export interface PricedTokens {
  tokens: bigint;
  usdPerMillion: Decimal;
}

const DECIMAL = /^(\d{1,18})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Reads a non-negative decimal such as `3`, `0.15` or `1.5e-7` exactly; null when it is not one. */
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

/** Half to even: 0.5 → 0, 1.5 → 2, 2.5 → 2. Both arguments non-negative, the denominator positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twiceRest = (numerator % denominator) * 2n;
  if (twiceRest < denominator) return quotient;
  if (twiceRest > denominator) return quotient + 1n;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
}

/** Dollars as an exact decimal, in micro-dollars: $0.0000005 → 0, $0.0000015 → 2. */
export function microUsdFromDecimal({ units, scale }: Decimal): bigint {
  return divideHalfEven(units * MICRO_USD_PER_USD, 10n ** BigInt(scale));
}

/**
 * The one seam where a float becomes money: a price library's dollars, in micro-dollars.
 * Its shortest decimal text is taken at its word. Null when it is negative or not finite.
 */
export function microUsdFromFloat(dollars: number): bigint | null {
  if (!Number.isFinite(dollars) || dollars < 0) return null;
  if (dollars < 1e-20) return 0n;
  const decimal = parseDecimal(String(dollars));
  return decimal && microUsdFromDecimal(decimal);
}

/**
 * What a call costs in micro-dollars, rounded once over all its kinds of tokens: 4,808 in at $3 and
 * 10 out at $15 → 14,574. Counts are not negative.
 */
export function tokenCostMicroUsd(kinds: readonly PricedTokens[]): bigint {
  const scale = Math.max(0, ...kinds.map(({ usdPerMillion }) => usdPerMillion.scale));
  const atScale = (decimal: Decimal) => decimal.units * 10n ** BigInt(scale - decimal.scale);
  const exact = kinds.reduce(
    (sum, { tokens, usdPerMillion }) => sum + tokens * atScale(usdPerMillion),
    0n,
  );
  return divideHalfEven(exact, 10n ** BigInt(scale));
}

/** The nearest number of dollars: 1,234,567 → 1.234567. For output only, never for arithmetic. */
export function dollarsFromMicroUsd(microUsd: bigint): number {
  return Number(microUsd) / Number(MICRO_USD_PER_USD);
}

/** `part` of `whole` on a scale of 0 to 100, not clamped, rounded once to a double; 0 when whole is 0. */
export function percentOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number(part * 100n) / Number(whole);
}

/** Dollars and cents that a person typed as a number, in micro-dollars; null unless 0.01 to 1,000,000 with at most two decimals. */
export function limitMicroUsdFromDollars(limitDollars: number): bigint | null {
  if (!Number.isFinite(limitDollars) || limitDollars < 0.01 || limitDollars > 1_000_000)
    return null;
  const cents = Math.round(limitDollars * 100);
  return cents / 100 === limitDollars ? BigInt(cents) * MICRO_USD_PER_CENT : null;
}

const CANONICAL_LIMIT = /^(0|[1-9]\d{0,6})\.(\d{2})$/;

/** The canonical decimal text that a limit is stored as: 250,000,000 → `250.00`. */
export function limitText(limitMicroUsd: bigint): string {
  const cents = limitMicroUsd / MICRO_USD_PER_CENT;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/** Reads a stored limit in micro-dollars; null when the text is not a limit that could have been set. */
export function limitMicroUsdFromText(text: string): bigint | null {
  const match = CANONICAL_LIMIT.exec(text);
  return match ? limitMicroUsdFromDollars(Number(text)) : null;
}

/**
 * Dollars per million tokens that a person typed as a number, in micro-dollars per million: 0.075 →
 * 75,000. Null unless 0 to 1,000,000 with at most six decimals; 0 is a price.
 */
export function priceMicroUsdFromDollars(usdPerMillion: number): bigint | null {
  if (!Number.isFinite(usdPerMillion) || usdPerMillion < 0 || usdPerMillion > 1_000_000)
    return null;
  const microUsd = Math.round(usdPerMillion * 1_000_000);
  return microUsd / 1_000_000 === usdPerMillion ? BigInt(microUsd) : null;
}
