import { microUsdFromDecimal, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";

/**
 * Dollars as they were written, in micro-dollars, rounded once and half to even. Text is exact; a
 * number is taken at its shortest decimal text, which is the one that was written as long as that
 * had at most 15 digits. Null when it is none.
 */
export function microUsdFromDollars(dollars: string | number | null): bigint | null {
  if (dollars === null) return null;
  if (typeof dollars === "number") return microUsdFromFloat(dollars);
  const decimal = parseDecimal(dollars);
  return decimal && microUsdFromDecimal(decimal);
}
