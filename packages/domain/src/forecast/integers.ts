/** The integer square root, rounded down: 15 → 3, 16 → 4. The number must not be negative. */
export function integerRoot(number: bigint): bigint {
  if (number < 2n) return number;
  // A power of two above the root. From above, Newton's iteration falls until it reaches the root.
  let root = 1n << BigInt(Math.ceil(number.toString(2).length / 2));
  for (;;) {
    const next = (root + number / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
