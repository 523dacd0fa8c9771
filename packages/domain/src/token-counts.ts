/**
 * The token counts of one model call. The cache and reasoning counts are parts of the input and output
 * counts, not additional tokens. Each of them is null when the call does not report it.
 */
export interface TokenCounts {
  /** The input tokens, including cached tokens. */
  inputTokens: bigint;
  cacheReadTokens: bigint | null;
  cacheWriteTokens: bigint | null;
  /** The output tokens, including reasoning tokens. */
  outputTokens: bigint;
  reasoningTokens: bigint | null;
}

export const NO_TOKENS: TokenCounts = {
  inputTokens: 0n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 0n,
  reasoningTokens: null,
};
