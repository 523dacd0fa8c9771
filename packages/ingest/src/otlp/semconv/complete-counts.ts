import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { ReportedCounts } from "./reported-counts";

/**
 * Converts reported token counts to the meaning that the semantic conventions define: the input includes
 * cached tokens, and the output includes reasoning tokens.
 *
 * `inputExcludesCache` is null when it is not known which meaning the source uses. The numbers then
 * decide. A part, such as the cached tokens, was left out of a count when the part is larger than the
 * count, or when the total is larger than the input and output by exactly that part.
 */
export function completeCounts(
  reported: ReportedCounts,
  inputExcludesCache: boolean | null,
): TokenCounts {
  const input = reported.input ?? 0n;
  const output = reported.output ?? 0n;
  const cached = (reported.cacheRead ?? 0n) + (reported.cacheWrite ?? 0n);
  const reasoning = reported.reasoning ?? 0n;
  const missing = reported.total === null ? null : reported.total - input - output;

  const isCacheMissing =
    inputExcludesCache ??
    (cached > input || (cached > 0n && (missing === cached || missing === cached + reasoning)));
  const missingOfOutput = missing === null ? null : missing - (isCacheMissing ? cached : 0n);
  const isReasoningMissing =
    reasoning > output || (reasoning > 0n && missingOfOutput === reasoning);
  return {
    ...NO_TOKENS,
    inputTokens: isCacheMissing ? input + cached : input,
    cacheReadTokens: reported.cacheRead,
    cacheWriteTokens: reported.cacheWrite,
    outputTokens: isReasoningMissing ? output + reasoning : output,
    reasoningTokens: reported.reasoning,
  };
}
