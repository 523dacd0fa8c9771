import {
  dollarsFromMicroUsd,
  microUsdFromOutput,
  OTHER_AGENT_TYPES,
  percentOf,
} from "@ai-cost/domain";
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

/**
 * The rows by month, oldest first, each with its change from the month before. The first month has no month
 * before it, and the current one is not over, so neither has a change.
 */
export function monthRows(trend: Breakdown): GroupRow[] {
  return trend.rows.map((row, index) => {
    const before = trend.rows[index - 1];
    const isOver = index < trend.rows.length - 1;
    return {
      name: row.start.slice(0, 7),
      ...shareOf(row, trend),
      change: before && isOver ? changeOf({ ...row, previous: before }) : null,
    };
  });
}

/** The row of totals. */
export const totalRow = (usage: Breakdown, compared: Breakdown | undefined): GroupRow => ({
  name: "",
  ...shareOf(usage.total, usage),
  change: compared ? changeOf(compared.total) : null,
});

/** One row with the sums of several. */
function sumOfRows(rows: readonly GroupRow[], usage: Breakdown): GroupRow {
  const figures = rows.map((row) => row.figures).reduce(sumOfFigures, noneOf(usage.total));
  const changes = rows.map(({ change }) => change).filter((change) => change !== null);
  const change = changes.length === 0 ? null : changes.reduce(sumOfChanges);
  return { name: "", ...shareOf(figures, usage), change };
}

const nameOf = ({ group }: { group: string | null }): string => group ?? "";

const shareOf = (figures: Figures, { total }: Breakdown) => ({
  figures,
  sharePct: percentOf(microUsdFromOutput(figures.cost), microUsdFromOutput(total.cost)),
});

function changeOf({ cost, unpricedCalls, previous }: Breakdown["total"]): CostChange {
  const previousCost = previous?.cost ?? 0;
  return {
    cost,
    previousCost,
    difference: sumOfDollars(cost, -previousCost),
    isPartial: isAbove0(unpricedCalls) || isAbove0(previous?.unpricedCalls),
  };
}

const isAbove0 = (count: number | null | undefined): boolean => (count ?? 0) > 0;

const sumOfDollars = (a: number, b: number): number =>
  dollarsFromMicroUsd(microUsdFromOutput(a) + microUsdFromOutput(b));

const sumOfChanges = (a: CostChange, b: CostChange): CostChange => ({
  cost: sumOfDollars(a.cost, b.cost),
  previousCost: sumOfDollars(a.previousCost, b.previousCost),
  difference: sumOfDollars(a.difference, b.difference),
  isPartial: a.isPartial || b.isPartial,
});

/** Adds two values; the sum is unknown when one of them is. */
const sumOrNull = (
  a: number | null,
  b: number | null,
  sum = (x: number, y: number) => x + y,
): number | null => (a === null || b === null ? null : sum(a, b));

function sumOfFigures(a: Figures, b: Figures): Figures {
  return {
    cost: sumOfDollars(a.cost, b.cost),
    refundedCost: sumOrNull(a.refundedCost, b.refundedCost, sumOfDollars),
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    tokens: sumOfTokens(a.tokens, b.tokens),
    calls: sumOrNull(a.calls, b.calls),
    jobs: sumOrNull(a.jobs, b.jobs),
    completedJobs: sumOrNull(a.completedJobs, b.completedJobs),
    failedJobs: sumOrNull(a.failedJobs, b.failedJobs),
    unpricedCalls: sumOrNull(a.unpricedCalls, b.unpricedCalls),
  };
}

const sumOfTokens = (a: Figures["tokens"], b: Figures["tokens"]): Figures["tokens"] => ({
  cachedInput: a.cachedInput + b.cachedInput,
  cacheWrite: a.cacheWrite + b.cacheWrite,
  cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
  audioInput: a.audioInput + b.audioInput,
  imageInput: a.imageInput + b.imageInput,
  reasoning: a.reasoning + b.reasoning,
  audioOutput: a.audioOutput + b.audioOutput,
  imageOutput: a.imageOutput + b.imageOutput,
});

/** Zeros where the figures have numbers, and null where they cannot be told. */
const noneOf = (figures: Figures): Figures => ({
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

/** The rows of a table, of which the tail is folded into one row with its sums; null without a tail. */
export interface FoldedRows {
  shown: readonly GroupRow[];
  tail: readonly GroupRow[];
  tailSum: GroupRow | null;
}

export const allShown = (rows: readonly GroupRow[]): FoldedRows => ({
  shown: rows,
  tail: [],
  tailSum: null,
});

/** A share of the cost, in percent, from which a row is always shown. */
const MINOR_PCT = 1;
/** Of rows that are all below that share, so many are shown. */
const LARGEST_OF_MINOR = 10;

/**
 * Divides rows into those that are shown and the tail that is folded: the rows below 1 % of the cost, both in
 * this period and in the one that it is compared with. A tail of one row is not folded, because it would
 * not be shorter.
 */
export function foldTail(rows: readonly GroupRow[], usage: Breakdown): FoldedRows {
  const previousCost = rows.reduce((sum, { change }) => sum + (change?.previousCost ?? 0), 0);
  const isMinor = ({ name, sharePct, change }: GroupRow) =>
    name !== OTHER_AGENT_TYPES &&
    sharePct < MINOR_PCT &&
    (change?.previousCost ?? 0) * 100 <= previousCost * MINOR_PCT;
  const minor = rows.filter(isMinor);
  const tail = minor.length === rows.length ? minor.slice(LARGEST_OF_MINOR) : minor;
  if (tail.length < 2) return allShown(rows);
  const isInTail = new Set(tail);
  const shown = rows.filter((row) => !isInTail.has(row));
  return { shown, tail, tailSum: sumOfRows(tail, usage) };
}
