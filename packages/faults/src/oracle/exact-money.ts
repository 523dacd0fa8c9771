/*
 * Money by plain integers and texts, as one would do it on paper: nothing here is the product's.
 */

/** The quotient to the nearest whole, an exact half to the even one. */
export function nearestEven(numerator: bigint, denominator: bigint): bigint {
  const above = (2n * numerator + denominator) / (2n * denominator);
  const isHalf =
    (2n * numerator) % denominator === 0n && ((2n * numerator) / denominator) % 2n === 1n;
  return isHalf && above % 2n === 1n ? above - 1n : above;
}

/** `3.075` in millionths: 3,075,000. */
export function millionthsOf(text: string): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}

/** Micro-dollars as dollars: 1,234,567 → `1.234567`. */
export function dollarsText(microUsd: bigint): string {
  const digits = microUsd.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
