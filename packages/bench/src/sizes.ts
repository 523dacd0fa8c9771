/** How many charges a benchmark's database holds, each size ten times the one before. */
export const SIZES = { "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000 } as const;
export type Size = keyof typeof SIZES;

const NAMES = Object.keys(SIZES) as Size[];

export const isSize = (text: string): text is Size => text in SIZES;

/** The size and every smaller one, smallest first: growth is measured side by side, in one run. */
export const sizesUpTo = (largest: Size): Size[] => NAMES.slice(0, NAMES.indexOf(largest) + 1);
