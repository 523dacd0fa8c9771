import { priceMicroUsdFromDollars } from "@ai-cost/domain";

export const PRICE_PROBLEM = "Enter dollars from 0 to 1,000,000 with at most six decimals.";

/**
 * Parses typed dollars per million tokens: `3`, `0.075`, `$1,250.50`. Returns undefined for an empty
 * text and null for an invalid text.
 */
export function typedPrice(text: string): number | null | undefined {
  const plain = text.replace(/[\s$,_]/g, "");
  if (plain === "") return undefined;
  if (!/^\d+(\.\d+)?$|^\.\d+$/.test(plain)) return null;
  const dollars = Number(plain);
  return priceMicroUsdFromDollars(dollars) === null ? null : dollars;
}
