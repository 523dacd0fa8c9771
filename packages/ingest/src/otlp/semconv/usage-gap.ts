import type { UsageGap } from "@ai-cost/db";
import type { TokenCounts } from "@ai-cost/domain";
import { AI_SDK_5_INPUT, STREAMS } from "./attribute-names";
import type { Attributes } from "./attributes";

interface GapRule {
  /** Matches the instrumentation scope. */
  scope: RegExp;
  /**
   * The newest version whose source code was read and that has the gap. Later versions are assumed to have
   * it too.
   */
  readUpTo: string;
  gap: Extract<UsageGap, "no_cached_tokens" | "guessed_counts">;
  /** Whether only calls with a streamed answer have the gap. */
  streamsOnly?: boolean;
}

/**
 * The instrumentations with a known gap. Some leave out cached tokens, so that the real cost of a call may
 * be lower than the computed one; others guess the counts from the texts:
 *
 * - https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-openai
 * - https://github.com/traceloop/openllmetry-js/tree/main/packages
 * - https://github.com/openlit/openlit/tree/main/sdk/typescript/src/instrumentation
 */
const RULES: readonly GapRule[] = [
  {
    scope: /^@opentelemetry\/instrumentation-openai$/,
    readUpTo: "0.22",
    gap: "no_cached_tokens",
  },
  {
    scope: /^@traceloop\/instrumentation-(?:openai|langchain)$/,
    readUpTo: "0.27",
    gap: "no_cached_tokens",
  },
  // The scopes of OpenLIT's packages do not show which provider was called.
  { scope: /^@openlit\//, readUpTo: "1.15", gap: "guessed_counts", streamsOnly: true },
];

/** Returns what the source of a call is known to leave out of its report; null when nothing is known. */
export function usageGapOf(
  scopeName: string,
  attributes: Attributes,
  tokens: TokenCounts | null,
): UsageGap | null {
  if (tokens === null) return "no_counts";
  const rule = RULES.find(({ scope }) => scope.test(scopeName));
  const isStream = STREAMS.some((name) => attributes.isTrue(name));
  const isGuessed = rule?.gap === "guessed_counts" && (isStream || !rule.streamsOnly);
  if (isGuessed) return "guessed_counts";
  const lacksCache = rule?.gap === "no_cached_tokens" || attributes.has(AI_SDK_5_INPUT);
  return lacksCache && tokens.cacheReadTokens === null ? "no_cached_tokens" : null;
}
