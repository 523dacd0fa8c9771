/** The number of charges in each of the benchmark's databases. Each is ten times as large as the one before. */
export const SIZES = { "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000 } as const;
export type Size = keyof typeof SIZES;

export const SIZE_NAMES = Object.keys(SIZES) as Size[];

/** This size and all smaller ones, smallest first. A run measures them all, so that it can compare them. */
export const sizesUpTo = (largest: Size): Size[] =>
  SIZE_NAMES.slice(0, SIZE_NAMES.indexOf(largest) + 1);
