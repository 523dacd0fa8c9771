import type { TokenCounts } from "@ai-cost/domain";
import type { ReportedCounts } from "./reported-counts";

/**
 * Token counts whose input includes cached tokens and whose output includes reasoning tokens, as the
 * semantic conventions define them.
 *
 * `inputExcludesCache` is null when the source is not known for either meaning. Then the numbers
 * decide: a subset was left out when it is larger than the count that should include it, or when the
 * total is larger than input and output by just that subset.
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
    inputTokens: isCacheMissing ? input + cached : input,
    cacheReadTokens: reported.cacheRead,
    cacheWriteTokens: reported.cacheWrite,
    outputTokens: isReasoningMissing ? output + reasoning : output,
    reasoningTokens: reported.reasoning,
  };
}
