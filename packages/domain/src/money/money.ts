import { type Decimal, divideHalfEven, parseDecimal } from "./decimal";

/**
 * Money is stored and added up as an integer of micro-dollars: 1 credit = $0.01 = 10,000
 * micro-dollars. $1 per million tokens is exactly 1 micro-dollar per token, so a price in dollars
 * per million tokens is the same number in micro-dollars per token.
 */
export const MICRO_USD_PER_USD = 1_000_000n;

/** The number of tokens of one kind, and the price of a million tokens. */
export interface PricedTokens {
  tokens: bigint;
  usdPerMillion: Decimal;
}

/**
 * Converts exact dollars to micro-dollars, rounded half to even: $0.0000005 is half a micro-dollar and
 * becomes 0, $0.0000015 is one and a half and becomes 2.
 */
export function microUsdFromDecimal({ units, scale }: Decimal): bigint {
  return divideHalfEven(units * MICRO_USD_PER_USD, 10n ** BigInt(scale));
}

/**
 * Converts a float of dollars to micro-dollars. This is the only place where a float becomes money. The
 * float's shortest decimal text is read as an exact decimal and rounded half to even: 0.1 + 0.2 is the
 * text 0.30000000000000004 and becomes 300,000. Null when the number is negative or not finite.
 */
export function microUsdFromFloat(dollars: number): bigint | null {
  if (!Number.isFinite(dollars) || dollars < 0) return null;
  // An amount below 1e-20 dollars rounds to 0. This check is needed because the text of an amount such
  // as 1e-100 has an exponent of three digits, which `parseDecimal` refuses.
  if (dollars < 1e-20) return 0n;
  const decimal = parseDecimal(String(dollars));
  return decimal && microUsdFromDecimal(decimal);
}

/**
 * Returns the cost of a call in micro-dollars. The sum over all kinds of tokens is rounded once, half to
 * even: at $0.25 per million, one input token and one output token cost 0.25 micro-dollars each,
 * together 0.5, which becomes 0. Token counts must not be negative.
 */
export function tokenCostMicroUsd(kinds: readonly PricedTokens[]): bigint {
  const scale = Math.max(0, ...kinds.map(({ usdPerMillion }) => usdPerMillion.scale));
  const unitsAtScale = (decimal: Decimal) => decimal.units * 10n ** BigInt(scale - decimal.scale);
  const costUnits = kinds.reduce(
    (sum, { tokens, usdPerMillion }) => sum + tokens * unitsAtScale(usdPerMillion),
    0n,
  );
  return divideHalfEven(costUnits, 10n ** BigInt(scale));
}

/** The double nearest to the dollars: 1,234,567 → 1.234567. For output only, never for arithmetic. */
export function dollarsFromMicroUsd(microUsd: bigint): number {
  return Number(microUsd) / Number(MICRO_USD_PER_USD);
}

/**
 * The micro-dollars of an output's dollars, the inverse of `dollarsFromMicroUsd`: 64.1 → 64,100,000. For sums
 * and differences of outputs, because doubles would not add up. The double's text is read, because a
 * multiplication is not exact: 4467281307.889499 × 1,000,000 is 4467281307889498.
 */
export function microUsdFromOutput(dollars: number): bigint {
  const microUsd = microUsdFromFloat(Math.abs(dollars));
  if (microUsd === null) throw new RangeError(`${dollars} is not an amount`);
  return dollars < 0 ? -microUsd : microUsd;
}

/**
 * Returns `part` as a percentage of `whole`. It can exceed 100: 1,372 of 1,000 → 137.2. The division is
 * done in doubles and not rounded further: 1 of 3 → 33.333333333333336. The result is 0 when `whole` is
 * 0.
 */
export function percentOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number(part * 100n) / Number(whole);
}

const MAX_PRICE_DOLLARS = 1_000_000;

/**
 * Converts a price that a person entered from dollars to micro-dollars per million tokens: 0.075 → 75,000.
 * Null unless the price is 0 to 1,000,000 dollars with at most six decimals. Rounding to micro-dollars
 * corrects the error of the double: 8.2 × 1,000,000 is 8199999.999999999 and becomes 8,200,000. A number
 * with more decimals is detected by converting back to dollars: 0.0000015 rounds to 2 micro-dollars, and 2
 * micro-dollars are 0.000002.
 */
export function priceMicroUsdFromDollars(usdPerMillion: number): bigint | null {
  if (!(usdPerMillion >= 0 && usdPerMillion <= MAX_PRICE_DOLLARS)) return null;
  const microUsd = Math.round(usdPerMillion * 1_000_000);
  return microUsd / 1_000_000 === usdPerMillion ? BigInt(microUsd) : null;
}
