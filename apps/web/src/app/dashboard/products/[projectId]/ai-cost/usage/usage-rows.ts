import { dollarsFromMicroUsd, microUsdFromOutput, percentOf } from "@ai-cost/domain";
import type { Breakdown, UsageFigures } from "../outputs";

/** What a group, or all of them, used and cost. */
export type Figures = Omit<UsageFigures, "previous">;

/** How the cost differs from that of the days that it is compared with. */
export interface CostChange {
  /** The cost of the compared days of this period and of the other one, in dollars. */
  cost: number;
  previousCost: number;
  /** `cost` minus `previousCost`, to the micro-dollar. */
  difference: number;
  /** Whether a call of either period has no known cost, so that the true difference is another one. */
  isPartial: boolean;
}

/** A row of a table by agent type, model or month. */
export interface GroupRow {
  /** The agent type, the model (`*` for all beyond the 100 largest) or the month, `YYYY-MM`. */
  name: string;
  figures: Figures;
  /** The cost as a percentage of the whole cost, 0 to 100. */
  sharePct: number;
  /** Null when there is nothing to compare with. */
  change: CostChange | null;
}

const NOTHING_COMPARED = { cost: 0, previousCost: 0, difference: 0, isPartial: false };

/**
 * The rows by agent type or model: the usage of the month, and the change of the compared days. A name that only
 * the other period has is a row of zeros, because its cost has changed too.
 */
export function usageRows(usage: Breakdown, compared: Breakdown | undefined): GroupRow[] {
  const figures = new Map(usage.rows.map((row) => [nameOf(row), row]));
  const changes = new Map(compared?.rows.map((row) => [nameOf(row), changeOf(row)]));
  const names = [...new Set([...figures.keys(), ...changes.keys()])];
  return names.map((name) => ({
    name,
    ...shareOf(figures.get(name) ?? noneOf(usage.total), usage),
    change: compared ? (changes.get(name) ?? NOTHING_COMPARED) : null,
  }));
}

/** The row of totals. */
export const totalRow = (usage: Breakdown, compared: Breakdown | undefined): GroupRow => ({
  name: "",
  ...shareOf(usage.total, usage),
  change: compared ? changeOf(compared.total) : null,
});

const nameOf = ({ group }: { group: string | null }): string => group ?? "";

/** The figures with their share of the whole cost. */
export const shareOf = (figures: Figures, { total }: Breakdown) => ({
  figures,
  sharePct: percentOf(microUsdFromOutput(figures.cost), microUsdFromOutput(total.cost)),
});

/** The change of a group's cost from the days that it is compared with. */
export function changeOf({ cost, unpricedCalls, previous }: Breakdown["total"]): CostChange {
  const previousCost = previous?.cost ?? 0;
  return {
    cost,
    previousCost,
    difference: sumOfDollars(cost, -previousCost),
    isPartial: isAbove0(unpricedCalls) || isAbove0(previous?.unpricedCalls),
  };
}

const isAbove0 = (count: number | null | undefined): boolean => (count ?? 0) > 0;

/** Adds dollars as integers of micro-dollars. */
export const sumOfDollars = (a: number, b: number): number =>
  dollarsFromMicroUsd(microUsdFromOutput(a) + microUsdFromOutput(b));

/** Zeros where the figures have numbers, and null where they cannot be told. */
export const noneOf = (figures: Figures): Figures => ({
  cost: 0,
  inputTokens: 0,
  outputTokens: 0,
  tokens: {
    cachedInput: 0,
    cacheWrite: 0,
    cacheWrite1h: 0,
    audioInput: 0,
    imageInput: 0,
    reasoning: 0,
    audioOutput: 0,
    imageOutput: 0,
  },
  refundedCost: zeroOrNull(figures.refundedCost),
  calls: zeroOrNull(figures.calls),
  jobs: zeroOrNull(figures.jobs),
  completedJobs: zeroOrNull(figures.completedJobs),
  failedJobs: zeroOrNull(figures.failedJobs),
  unpricedCalls: zeroOrNull(figures.unpricedCalls),
});

const zeroOrNull = (count: number | null): 0 | null => (count === null ? null : 0);
