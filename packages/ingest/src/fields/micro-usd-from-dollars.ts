import { microUsdFromDecimal, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";

/**
 * Converts reported dollars to micro-dollars, rounded once, half to even. Text is read exactly. A number
 * is read as its shortest decimal text, which equals the sender's text if that text had at most 15 digits.
 * Returns null when `dollars` is null or is not an amount.
 */
export function microUsdFromDollars(dollars: string | number | null): bigint | null {
  if (dollars === null) return null;
  if (typeof dollars === "number") return microUsdFromFloat(dollars);
  const decimal = parseDecimal(dollars);
  return decimal && microUsdFromDecimal(decimal);
}
