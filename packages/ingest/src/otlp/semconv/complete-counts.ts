import type { TokenCounts } from "@ai-cost/domain";

/** Counts as a source gives them; null where it gives none. */
export interface ReportedCounts {
  input: bigint | null;
  output: bigint | null;
  cacheRead: bigint | null;
  cacheWrite: bigint | null;
  reasoning: bigint | null;
  total: bigint | null;
}

/**
 * Counts of which the input includes what was cached and the output what was reasoned. Where a source
 * is not known to leave the cache out, its own numbers tell: a part that is more than its whole was
 * left out of it, and so was one that the total has and the whole has not. The conventions' sense, a
 * part included, is what remains.
 */
export function completeCounts(
  said: ReportedCounts,
  inputExcludesCache: boolean | null,
): TokenCounts {
  const input = said.input ?? 0n;
  const output = said.output ?? 0n;
  const cached = (said.cacheRead ?? 0n) + (said.cacheWrite ?? 0n);
  const reasoning = said.reasoning ?? 0n;
  const missing = said.total === null ? null : said.total - input - output;

  const cacheMissing =
    inputExcludesCache ??
    (cached > input || (cached > 0n && (missing === cached || missing === cached + reasoning)));
  const rest = missing === null ? null : missing - (cacheMissing ? cached : 0n);
  const reasoningMissing = reasoning > output || (reasoning > 0n && rest === reasoning);
  return {
    inputTokens: cacheMissing ? input + cached : input,
    cacheReadTokens: said.cacheRead,
    cacheWriteTokens: said.cacheWrite,
    outputTokens: reasoningMissing ? output + reasoning : output,
    reasoningTokens: said.reasoning,
  };
}
