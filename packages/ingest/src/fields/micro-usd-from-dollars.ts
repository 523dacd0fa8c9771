import { microUsdFromDecimal, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";

/**
 * Reported dollars in micro-dollars, rounded once and half to even. Text is exact. A number is read by
 * its shortest decimal text, which is what the sender wrote when that had at most 15 digits. Null when
 * the value is null or no amount of dollars.
 */
export function microUsdFromDollars(dollars: string | number | null): bigint | null {
  if (dollars === null) return null;
  if (typeof dollars === "number") return microUsdFromFloat(dollars);
  const decimal = parseDecimal(dollars);
  return decimal && microUsdFromDecimal(decimal);
}
