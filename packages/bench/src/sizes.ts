/**
 * The sizes of the benchmark's databases, as numbers of charges. Each database has ten times as
 * many charges as the previous one.
 */
export const SIZES = { "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000 } as const;
export type Size = keyof typeof SIZES;

export const SIZE_NAMES = Object.keys(SIZES) as Size[];

/**
 * Returns this size and all smaller sizes, the smallest first. The benchmark measures all of them
 * to compare them.
 */
export const sizesUpTo = (largest: Size): Size[] =>
  SIZE_NAMES.slice(0, SIZE_NAMES.indexOf(largest) + 1);
