import { type CostByKind, KIND_COST_COLUMNS, KIND_TOKEN_COLUMNS } from "@ai-cost/db";
import {
  type NullableTokenCounts,
  TOKEN_KINDS,
  type TokenKind,
  tokensByKind,
  UNATTRIBUTED,
} from "@ai-cost/domain";

type CountedKind = keyof typeof KIND_TOKEN_COLUMNS;

type KindColumn =
  | (typeof KIND_TOKEN_COLUMNS)[CountedKind]
  | (typeof KIND_COST_COLUMNS)[TokenKind]
  | "unitsMicroUsd";

/** The tokens and micro-dollars of a rollup row, by kind. */
export type KindAmounts = Record<KindColumn, bigint>;

const COUNTED_KINDS = Object.keys(KIND_TOKEN_COLUMNS) as CountedKind[];

export const NO_KINDS = Object.fromEntries(
  [...Object.values(KIND_TOKEN_COLUMNS), ...Object.values(KIND_COST_COLUMNS), "unitsMicroUsd"].map(
    (column) => [column, 0n],
  ),
) as KindAmounts;

/** Returns the nonzero amounts by kind of a ledger transaction. `sign` is 1 or -1 for the cost. */
export function amountsByKind(
  transaction: NullableTokenCounts & { kind: string; costByKind: CostByKind | null },
  sign: 1n | -1n,
): Partial<KindAmounts> {
  const amounts: Partial<KindAmounts> = {};
  if (hasParts(transaction)) {
    const tokens =
      transaction.kind === "completion"
        ? differencesByKind(transaction)
        : countsByKind(transaction);
    for (const kind of COUNTED_KINDS)
      if (tokens[kind] !== 0n) amounts[KIND_TOKEN_COLUMNS[kind]] = tokens[kind];
  }
  for (const kind in transaction.costByKind) addCost(amounts, kind, transaction.costByKind, sign);
  return amounts;
}

const countsByKind = (tokens: NullableTokenCounts): Record<CountedKind, bigint> =>
  tokensByKind({
    ...tokens,
    inputTokens: tokens.inputTokens ?? 0n,
    outputTokens: tokens.outputTokens ?? 0n,
  });

/**
 * The changes that a completion makes to each kind of tokens. They can be negative, so they are not
 * limited by each other as the counts of a charge are.
 */
const differencesByKind = (tokens: NullableTokenCounts): Record<CountedKind, bigint> => ({
  cached_input: tokens.cacheReadTokens ?? 0n,
  cache_write_5m: (tokens.cacheWriteTokens ?? 0n) - (tokens.cacheWrite1hTokens ?? 0n),
  cache_write_1h: tokens.cacheWrite1hTokens ?? 0n,
  audio_input: tokens.audioInputTokens ?? 0n,
  image_input: tokens.imageInputTokens ?? 0n,
  reasoning: tokens.reasoningTokens ?? 0n,
  audio_output: tokens.audioOutputTokens ?? 0n,
  image_output: tokens.imageOutputTokens ?? 0n,
});

/** Whether the call has tokens of any kind other than plain input and output. */
const hasParts = (tokens: NullableTokenCounts): boolean =>
  !!tokens.cacheReadTokens ||
  !!tokens.cacheWriteTokens ||
  !!tokens.cacheWrite1hTokens ||
  !!tokens.reasoningTokens ||
  !!tokens.audioInputTokens ||
  !!tokens.imageInputTokens ||
  !!tokens.audioOutputTokens ||
  !!tokens.imageOutputTokens;

function addCost(
  amounts: Partial<KindAmounts>,
  kind: string,
  costByKind: CostByKind,
  sign: 1n | -1n,
): void {
  if (kind === UNATTRIBUTED) return;
  const column = isTokenKind(kind) ? KIND_COST_COLUMNS[kind] : "unitsMicroUsd";
  amounts[column] = (amounts[column] ?? 0n) + sign * BigInt(costByKind[kind] ?? 0);
}

const isTokenKind = (kind: string): kind is TokenKind =>
  (TOKEN_KINDS as readonly string[]).includes(kind);
