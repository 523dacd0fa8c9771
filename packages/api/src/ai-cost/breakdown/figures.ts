import { KIND_COST_COLUMNS, KIND_TOKEN_COLUMNS } from "@ai-cost/db";
import { TOKEN_KINDS, type TokenKind, UNATTRIBUTED } from "@ai-cost/domain";
import { toCount, toDollars } from "../../exact-numbers";
import { type Amounts, NO_AMOUNTS } from "./amounts";
import type { BreakdownFigures } from "./schema";

/** The figures of one row. Jobs are null unless `countsJobs`, because the rollup does not count them by model. */
export function toFigures(amounts: Amounts, countsJobs: boolean): BreakdownFigures {
  const jobs = (count: bigint) => (countsJobs ? toCount(count) : null);
  return {
    cost: toDollars(amounts.costMicroUsd),
    refundedCost: toDollars(amounts.refundedMicroUsd),
    inputTokens: toCount(amounts.inputTokens),
    outputTokens: toCount(amounts.outputTokens),
    tokens: {
      cachedInput: toCount(amounts.cachedInputTokens),
      cacheWrite: toCount(amounts.cacheWrite5mTokens + amounts.cacheWrite1hTokens),
      cacheWrite1h: toCount(amounts.cacheWrite1hTokens),
      audioInput: toCount(amounts.audioInputTokens),
      imageInput: toCount(amounts.imageInputTokens),
      reasoning: toCount(amounts.reasoningTokens),
      audioOutput: toCount(amounts.audioOutputTokens),
      imageOutput: toCount(amounts.imageOutputTokens),
    },
    calls: toCount(amounts.calls),
    jobs: jobs(amounts.jobs),
    completedJobs: jobs(amounts.completedJobs),
    failedJobs: jobs(amounts.failedJobs),
    unpricedCalls: toCount(amounts.unpricedCharges),
  };
}

type CountedKind = keyof typeof KIND_TOKEN_COLUMNS;

const INPUT_KINDS: readonly CountedKind[] = [
  "cached_input",
  "cache_write_5m",
  "cache_write_1h",
  "audio_input",
  "image_input",
];
const OUTPUT_KINDS: readonly CountedKind[] = ["reasoning", "audio_output", "image_output"];

/** The group of other charged units than tokens. */
const UNITS = "units";
export const KIND_GROUPS: readonly string[] = [...TOKEN_KINDS, UNITS, UNATTRIBUTED];

/**
 * Returns the part of the amounts that is of one kind. The costs of all kinds add up to `costMicroUsd`,
 * and the tokens to the input and output tokens. Refunds and calls are not counted by kind.
 */
export function amountsOfKind(amounts: Amounts, kind: string): Amounts {
  const part = { ...NO_AMOUNTS };
  if (kind === UNITS) part.costMicroUsd = amounts.unitsMicroUsd;
  else if (isTokenKind(kind)) {
    part.costMicroUsd = amounts[KIND_COST_COLUMNS[kind]];
    addTokens(part, amounts, kind);
  } else {
    const attributed = totalOf(amounts, Object.values(KIND_COST_COLUMNS));
    part.costMicroUsd = amounts.costMicroUsd - attributed - amounts.unitsMicroUsd;
  }
  return part;
}

/** Adds the tokens of a kind. Plain input and output are what the other kinds leave. */
function addTokens(part: Amounts, amounts: Amounts, kind: TokenKind): void {
  const tokensOf = (kinds: readonly CountedKind[]) =>
    totalOf(
      amounts,
      kinds.map((counted) => KIND_TOKEN_COLUMNS[counted]),
    );
  if (kind === "input") part.inputTokens = amounts.inputTokens - tokensOf(INPUT_KINDS);
  else if (kind === "output") part.outputTokens = amounts.outputTokens - tokensOf(OUTPUT_KINDS);
  else {
    const tokens = amounts[KIND_TOKEN_COLUMNS[kind]];
    part[KIND_TOKEN_COLUMNS[kind]] = tokens;
    part[INPUT_KINDS.includes(kind) ? "inputTokens" : "outputTokens"] = tokens;
  }
}

const totalOf = (amounts: Amounts, names: readonly (keyof Amounts)[]): bigint =>
  names.reduce((sum, name) => sum + amounts[name], 0n);

const isTokenKind = (kind: string): kind is TokenKind => kind in KIND_COST_COLUMNS;

/** The figures of a kind of token, for which refunds, calls and jobs cannot be told. */
export const toKindFigures = (amounts: Amounts): BreakdownFigures => ({
  ...toFigures(amounts, false),
  refundedCost: null,
  calls: null,
  unpricedCalls: null,
});
