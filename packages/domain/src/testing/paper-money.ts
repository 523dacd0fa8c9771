/*
 * Money calculations for tests, with integers and texts only. They share no code with the functions that they check.
 */

/** The quotient, rounded to the nearest integer. An exact half is rounded to the even one. */
export function nearestEven(numerator: bigint, denominator: bigint): bigint {
  const above = (2n * numerator + denominator) / (2n * denominator);
  const isHalf =
    (2n * numerator) % denominator === 0n && ((2n * numerator) / denominator) % 2n === 1n;
  return isHalf && above % 2n === 1n ? above - 1n : above;
}

/** A decimal as an integer of millionths: `3.075` is 3,075,000. */
export function millionthsOf(text: string): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}

/** Micro-dollars as dollars: 1,234,567 is `1.234567`. */
export function dollarsText(microUsd: bigint): string {
  const digits = microUsd.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
