import type { ChargedUnits, CostByKind } from "@ai-cost/db";
import { type NullableTokenCounts, UNKNOWN_TOKENS } from "@ai-cost/domain";

/** The tokens of a call and the other units that the provider charges for. */
export interface Usage extends NullableTokenCounts {
  units?: ChargedUnits | null;
}

/** The usage and the cost of a call, as one report or all rows of a charge together give them. */
export interface Figures extends Usage {
  /** Null when the price is unknown. */
  amountMicroUsd: bigint | null;
  costByKind?: CostByKind | null | undefined;
}

const COUNTS = Object.keys(UNKNOWN_TOKENS) as (keyof NullableTokenCounts)[];

const mapCounts = (value: (count: keyof NullableTokenCounts) => bigint | null) =>
  Object.fromEntries(COUNTS.map((count) => [count, value(count)])) as NullableTokenCounts;

export const countsOf = (figures: NullableTokenCounts) => mapCounts((count) => figures[count]);

/** Adds up the figures of rows. A count is null when no row gives it. */
export const sumOf = (rows: readonly Figures[]): Figures => ({
  ...mapCounts((count) => sumOfKnown(rows.map((row) => row[count]))),
  units: sumOfKinds(rows.map(({ units }) => units)),
  amountMicroUsd: sumOfKnown(rows.map(({ amountMicroUsd }) => amountMicroUsd)),
  costByKind: sumOfKinds(rows.map(attributedCost)),
});

const sumOfKnown = (values: readonly (bigint | null)[]): bigint | null =>
  values.reduce((sum, value) => (value === null ? sum : (sum ?? 0n) + value), null);

type ByKind = Readonly<Record<string, number>>;

/** Adds up numbers by kind, and leaves out the kinds whose sum is 0. */
export function sumOfKinds(
  added: readonly (ByKind | null | undefined)[],
  subtracted: ByKind = {},
): Record<string, number> {
  const sums = new Map<string, number>();
  const add = (numbers: ByKind, sign: number) => {
    for (const [kind, number] of Object.entries(numbers))
      sums.set(kind, (sums.get(kind) ?? 0) + sign * number);
  };
  for (const numbers of added) add(numbers ?? {}, 1);
  add(subtracted, -1);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
}

/** The cost by kind. When the cost was not split by kind, all of it is unattributed. */
export const attributedCost = ({
  costByKind,
  amountMicroUsd,
}: Pick<Figures, "costByKind" | "amountMicroUsd">): CostByKind =>
  costByKind ?? { unattributed: Number(amountMicroUsd ?? 0n) };

/**
 * Returns the tokens and units that must be added to `known` to get `figures`. A count that `figures` does
 * not give is not changed.
 */
export function usageBetween(known: Figures, figures: Figures) {
  const units = figures.units ? sumOfKinds([figures.units], known.units ?? {}) : {};
  return {
    ...mapCounts((count) => {
      const value = figures[count];
      return value === null ? null : value - (known[count] ?? 0n);
    }),
    units: Object.keys(units).length === 0 ? null : units,
  };
}

/** Subtracts `part` from `figures`. */
export const without = (figures: Figures, part: Figures): Figures => ({
  ...mapCounts((count) => {
    const value = figures[count];
    return value === null ? null : value - (part[count] ?? 0n);
  }),
  units: sumOfKinds([figures.units], part.units ?? {}),
  amountMicroUsd:
    figures.amountMicroUsd === null ? null : figures.amountMicroUsd - (part.amountMicroUsd ?? 0n),
  costByKind: sumOfKinds([attributedCost(figures)], attributedCost(part)),
});

/** Returns usage of 0 for input, output and every other count that `known` gives; the remaining counts are null. */
export const nothingOf = (known: Figures) => ({
  ...mapCounts((count) => (known[count] === null ? null : 0n)),
  inputTokens: 0n,
  outputTokens: 0n,
  units: {},
});

/**
 * Returns the cost by kind that must be added to `known` to get `costByKind`. The result sums exactly to
 * `amountMicroUsd`; the rest that no kind explains is unattributed.
 */
export function costBetween(known: CostByKind, costByKind: CostByKind, amountMicroUsd: bigint) {
  const difference = sumOfKinds([costByKind], known);
  const sum = Object.values(difference).reduce((total, number) => total + number, 0);
  return sumOfKinds([difference, { unattributed: Number(amountMicroUsd) - sum }]);
}

/**
 * The result of comparing two usages: the first one is the same, more or less, or neither, because each
 * has something that the other lacks.
 */
export type Comparison = "same" | "more" | "less" | "neither";

/**
 * Compares the usage of a report with the known usage. A usage without any counts is less than a usage
 * with counts. Otherwise a missing count is compared as 0, because a client may leave out the count of
 * cached tokens for a call that has none.
 */
export function compareUsage(reported: Usage, known: Usage): Comparison {
  const hasCounts = [reported, known].map(({ inputTokens }) => inputTokens !== null);
  if (hasCounts[0] !== hasCounts[1]) return hasCounts[0] ? "more" : "less";
  const units = Object.values(sumOfKinds([reported.units], known.units ?? {}));
  const signs = new Set([
    ...COUNTS.map((count) => Math.sign(Number((reported[count] ?? 0n) - (known[count] ?? 0n)))),
    ...units.map(Math.sign),
  ]);
  if (signs.has(1)) return signs.has(-1) ? "neither" : "more";
  return signs.has(-1) ? "less" : "same";
}
