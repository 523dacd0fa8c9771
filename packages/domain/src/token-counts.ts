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

/** The kinds of tokens that can have prices of their own. Every token of a call is of exactly one kind. */
export const TOKEN_KINDS = [
  "input",
  "cached_input",
  "cache_write_5m",
  "cache_write_1h",
  "audio_input",
  "image_input",
  "output",
  "reasoning",
  "audio_output",
  "image_output",
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

/**
 * Divides the tokens of a call by kind: 1,000 input tokens of which 400 were read from a cache are 600
 * `input` and 400 `cached_input`. Tokens that are in two parts, such as cached audio, count in the first
 * of them in this order: cached, audio, image; and audio, image, reasoning.
 */
export function tokensByKind(tokens: TokenCounts): Record<TokenKind, bigint> {
  const cacheRead = tokens.cacheReadTokens ?? 0n;
  const cacheWrite = tokens.cacheWriteTokens ?? 0n;
  const cacheWrite1h = least(tokens.cacheWrite1hTokens, cacheWrite);
  const uncached = tokens.inputTokens - cacheRead - cacheWrite;
  const audioInput = least(tokens.audioInputTokens, uncached);
  const imageInput = least(tokens.imageInputTokens, uncached - audioInput);
  const audioOutput = least(tokens.audioOutputTokens, tokens.outputTokens);
  const imageOutput = least(tokens.imageOutputTokens, tokens.outputTokens - audioOutput);
  const textOutput = tokens.outputTokens - audioOutput - imageOutput;
  const reasoning = least(tokens.reasoningTokens, textOutput);
  return {
    input: uncached - audioInput - imageInput,
    cached_input: cacheRead,
    cache_write_5m: cacheWrite - cacheWrite1h,
    cache_write_1h: cacheWrite1h,
    audio_input: audioInput,
    image_input: imageInput,
    output: textOutput - reasoning,
    reasoning,
    audio_output: audioOutput,
    image_output: imageOutput,
  };
}

const least = (part: bigint | null, whole: bigint): bigint => {
  const count = part ?? 0n;
  return count < whole ? count : whole;
};
