import type { TokenCounts } from "./reported-call";

/**
 * Whether counts can be those of a call: none negative or beyond every number, the finer ones within
 * what includes them.
 */
export function isPossible({ inputTokens, outputTokens, ...finer }: TokenCounts): boolean {
  const cacheRead = finer.cacheReadTokens ?? 0n;
  const cacheWrite = finer.cacheWriteTokens ?? 0n;
  const reasoning = finer.reasoningTokens ?? 0n;
  return (
    [inputTokens, outputTokens, cacheRead, cacheWrite, reasoning].every(isCount) &&
    cacheRead + cacheWrite <= inputTokens &&
    reasoning <= outputTokens
  );
}

const isCount = (tokens: bigint): boolean =>
  tokens >= 0n && tokens <= BigInt(Number.MAX_SAFE_INTEGER);
