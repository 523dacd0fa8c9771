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

const COSTS = {
  input: "inputMicroUsd",
  cached_input: "cachedInputMicroUsd",
  cache_write_5m: "cacheWrite5mMicroUsd",
  cache_write_1h: "cacheWrite1hMicroUsd",
  audio_input: "audioInputMicroUsd",
  image_input: "imageInputMicroUsd",
  output: "outputMicroUsd",
  reasoning: "reasoningMicroUsd",
  audio_output: "audioOutputMicroUsd",
  image_output: "imageOutputMicroUsd",
} as const satisfies Record<TokenKind, keyof Amounts>;

const INPUT_PARTS = {
  cached_input: "cachedInputTokens",
  cache_write_5m: "cacheWrite5mTokens",
  cache_write_1h: "cacheWrite1hTokens",
  audio_input: "audioInputTokens",
  image_input: "imageInputTokens",
} as const satisfies Partial<Record<TokenKind, keyof Amounts>>;

const OUTPUT_PARTS = {
  reasoning: "reasoningTokens",
  audio_output: "audioOutputTokens",
  image_output: "imageOutputTokens",
} as const satisfies Partial<Record<TokenKind, keyof Amounts>>;

const totalOf = (amounts: Amounts, names: readonly (keyof Amounts)[]): bigint =>
  names.reduce((sum, name) => sum + amounts[name], 0n);

/** The cost in micro-dollars that no kind of token explains, and the names of its two groups. */
const UNITS = "units";
export const KIND_GROUPS: readonly string[] = [...TOKEN_KINDS, UNITS, UNATTRIBUTED];

/**
 * Divides amounts by kind. The costs of all kinds add up to `costMicroUsd`, and the tokens to the input
 * and output tokens. Refunds and calls are not counted by kind.
 */
export function amountsOfKind(amounts: Amounts, kind: string): Amounts {
  const split = { ...NO_AMOUNTS };
  if (kind === UNITS) return { ...split, costMicroUsd: amounts.unitsMicroUsd };
  if (kind === UNATTRIBUTED) {
    const attributed = totalOf(amounts, [...Object.values(COSTS), "unitsMicroUsd"]);
    return { ...split, costMicroUsd: amounts.costMicroUsd - attributed };
  }
  if (!isTokenKind(kind)) return split;
  split.costMicroUsd = amounts[COSTS[kind]];
  if (kind === "input")
    split.inputTokens = amounts.inputTokens - totalOf(amounts, Object.values(INPUT_PARTS));
  else if (kind === "output")
    split.outputTokens = amounts.outputTokens - totalOf(amounts, Object.values(OUTPUT_PARTS));
  else if (isInputPart(kind)) {
    split.inputTokens = amounts[INPUT_PARTS[kind]];
    split[INPUT_PARTS[kind]] = split.inputTokens;
  } else {
    split.outputTokens = amounts[OUTPUT_PARTS[kind]];
    split[OUTPUT_PARTS[kind]] = split.outputTokens;
  }
  return split;
}

const isTokenKind = (kind: string): kind is TokenKind => kind in COSTS;
const isInputPart = (kind: TokenKind): kind is keyof typeof INPUT_PARTS => kind in INPUT_PARTS;

/** The figures of a kind of token, for which refunds, calls and jobs cannot be told. */
export const toKindFigures = (amounts: Amounts): BreakdownFigures => ({
  ...toFigures(amounts, false),
  refundedCost: null,
  calls: null,
  unpricedCalls: null,
});
