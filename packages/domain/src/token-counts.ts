/**
 * The token counts of one model call. `inputTokens` and `outputTokens` are totals, and every other count
 * is a part of one of them. A part is null when the call does not report it.
 */
export interface TokenCounts {
  /** The input tokens, including cached tokens. */
  inputTokens: bigint;
  cacheReadTokens: bigint | null;
  /** The input tokens that were written to a cache, however long the cache keeps them. */
  cacheWriteTokens: bigint | null;
  /** The part of `cacheWriteTokens` that the cache keeps for an hour. */
  cacheWrite1hTokens: bigint | null;
  audioInputTokens: bigint | null;
  imageInputTokens: bigint | null;
  /** The output tokens, including reasoning tokens. */
  outputTokens: bigint;
  reasoningTokens: bigint | null;
  audioOutputTokens: bigint | null;
  imageOutputTokens: bigint | null;
}

/** Token counts that may all be unknown, because some calls report none. */
export type NullableTokenCounts = { [Count in keyof TokenCounts]: TokenCounts[Count] | null };

export const NO_TOKENS: TokenCounts = {
  inputTokens: 0n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  cacheWrite1hTokens: null,
  audioInputTokens: null,
  imageInputTokens: null,
  outputTokens: 0n,
  reasoningTokens: null,
  audioOutputTokens: null,
  imageOutputTokens: null,
};

/** The counts of a call that reports no counts. */
export const UNKNOWN_TOKENS: NullableTokenCounts = {
  ...NO_TOKENS,
  inputTokens: null,
  outputTokens: null,
};
