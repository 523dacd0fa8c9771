import type { TokenCounts } from "@ai-cost/domain";
import type { ReportedCounts } from "./reported-counts";

/**
 * Converts reported token counts to the definitions of the semantic conventions: the input includes cached
 * tokens, and the output includes reasoning tokens.
 *
 * `inputExcludesCache` is null when it is not known whether the source's input includes cached tokens. The
 * numbers then decide. A part, such as the cached tokens, is not included in a count when the part is
 * larger than the count, or when the total is larger than the sum of input and output by exactly this
 * part.
 *
 * `hidesOutput` is true when the model's provider does not include all output tokens in its output count.
 * The rest is the total minus input and output.
 */
export function completeCounts(
  reported: ReportedCounts,
  inputExcludesCache: boolean | null,
  hidesOutput = false,
): TokenCounts {
  const input = reported.input ?? 0n;
  const output = reported.output ?? 0n;
  const cacheWrite =
    reported.cacheWrite ?? sumOfKnown(reported.cacheWrite5m, reported.cacheWrite1h);
  const cached = (reported.cacheRead ?? 0n) + (cacheWrite ?? 0n);
  const reasoning = reported.reasoning ?? 0n;
  const missing = reported.total === null ? null : reported.total - input - output;

  const isCacheMissing =
    inputExcludesCache ??
    (cached > input || (cached > 0n && (missing === cached || missing === cached + reasoning)));
  const inputTokens = isCacheMissing ? input + cached : input;
  const missingOfOutput = missing === null ? null : missing - (inputTokens - input);
  const isReasoningMissing =
    reasoning > output || (reasoning > 0n && missingOfOutput === reasoning);
  const counted = isReasoningMissing ? output + reasoning : output;
  const hidden = hidesOutput && reasoning === 0n ? atLeastZero(missingOfOutput ?? 0n) : 0n;
  const outputTokens = counted + hidden;
  const audioInputTokens = partOf(inputTokens, reported.audioInput);
  const audioOutputTokens = partOf(outputTokens, reported.audioOutput);
  return {
    inputTokens,
    cacheReadTokens: reported.cacheRead,
    cacheWriteTokens: cacheWrite,
    cacheWrite1hTokens: partOf(cacheWrite ?? 0n, reported.cacheWrite1h),
    audioInputTokens,
    imageInputTokens: partOf(inputTokens - (audioInputTokens ?? 0n), reported.imageInput),
    outputTokens,
    reasoningTokens: hidden > 0n ? hidden : reported.reasoning,
    audioOutputTokens,
    imageOutputTokens: partOf(outputTokens - (audioOutputTokens ?? 0n), reported.imageOutput),
  };
}

/**
 * A part that is larger than its count is wrong. It becomes unknown, so that the call itself still counts.
 */
const partOf = (whole: bigint, part: bigint | null): bigint | null =>
  part !== null && part <= whole ? part : null;

const atLeastZero = (count: bigint): bigint => (count > 0n ? count : 0n);

const sumOfKnown = (first: bigint | null, second: bigint | null): bigint | null =>
  first === null ? second : first + (second ?? 0n);
