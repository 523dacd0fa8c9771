import type { ChargedUnits, CostByKind } from "@ai-cost/db";
import { type NullableTokenCounts, UNKNOWN_TOKENS } from "@ai-cost/domain";

/** The tokens of a call, and what the provider charges for beside them. */
export interface Usage extends NullableTokenCounts {
  units?: ChargedUnits | null;
}

/** What a report, or the rows of a charge together, say about the usage and the cost of a call. */
export interface Figures extends Usage {
  /** Null when no price is known. */
  amountMicroUsd: bigint | null;
  costByKind?: CostByKind | null | undefined;
}

const COUNTS = Object.keys(UNKNOWN_TOKENS) as (keyof NullableTokenCounts)[];

const mapCounts = (value: (count: keyof NullableTokenCounts) => bigint | null) =>
  Object.fromEntries(COUNTS.map((count) => [count, value(count)])) as NullableTokenCounts;

export const countsOf = (figures: NullableTokenCounts) => mapCounts((count) => figures[count]);

/** Adds up the figures of rows. A count that no row knows is null. */
export const sumOf = (rows: readonly Figures[]): Figures => ({
  ...mapCounts((count) => sumOfKnown(rows.map((row) => row[count]))),
  units: sumOfKinds(rows.map(({ units }) => units)),
  amountMicroUsd: sumOfKnown(rows.map(({ amountMicroUsd }) => amountMicroUsd)),
  costByKind: sumOfKinds(rows.map(attributedCost)),
});

const sumOfKnown = (values: readonly (bigint | null)[]): bigint | null =>
  values.reduce((sum, value) => (value === null ? sum : (sum ?? 0n) + value), null);

type ByKind = Readonly<Record<string, number>>;

/** Adds up numbers by kind, without the kinds whose sum is 0. */
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

/** The cost by kind. A cost that was never split is unattributed. */
export const attributedCost = ({
  costByKind,
  amountMicroUsd,
}: Pick<Figures, "costByKind" | "amountMicroUsd">): CostByKind =>
  costByKind ?? { unattributed: Number(amountMicroUsd ?? 0n) };

/** The tokens and units that must be added to `known` to get `figures`. What `figures` does not know stays as it is. */
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

/** The figures without a part of them. */
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

/** Usage of 0 in every count that is known, and in the input and the output. */
export const nothingOf = (known: Figures) => ({
  ...mapCounts((count) => (known[count] === null ? null : 0n)),
  inputTokens: 0n,
  outputTokens: 0n,
  units: {},
});

/**
 * The cost by kind that must be added to `known` to get `costByKind`. It sums exactly to
 * `amountMicroUsd`: what that differs from the difference is unattributed.
 */
export function costBetween(known: CostByKind, costByKind: CostByKind, amountMicroUsd: bigint) {
  const difference = sumOfKinds([costByKind], known);
  const sum = Object.values(difference).reduce((total, number) => total + number, 0);
  return sumOfKinds([difference, { unattributed: Number(amountMicroUsd) - sum }]);
}

/** What one side says compared with another: the same, more, less, or each something that the other does not. */
export type Comparison = "same" | "more" | "less" | "neither";

/**
 * Compares the usage that a report gives with what is known. No counts at all are less than any counts.
 * Otherwise a count that one side does not give is 0, because a call without cached tokens may leave
 * their count out.
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
