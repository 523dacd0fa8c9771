import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import type { Breakdown } from "../outputs";
import {
  type CostChange,
  type Figures,
  type GroupRow,
  noneOf,
  shareOf,
  sumOfDollars,
} from "./usage-rows";

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

/** One row with the sums of several. */
function sumOfRows(rows: readonly GroupRow[], usage: Breakdown): GroupRow {
  const figures = rows.map((row) => row.figures).reduce(sumOfFigures, noneOf(usage.total));
  const changes = rows.map(({ change }) => change).filter((change) => change !== null);
  const change = changes.length === 0 ? null : changes.reduce(sumOfChanges);
  return { name: "", ...shareOf(figures, usage), change };
}

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
