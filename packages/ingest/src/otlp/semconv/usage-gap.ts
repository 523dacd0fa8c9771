import type { UsageGap } from "@ai-cost/db";
import type { TokenCounts } from "@ai-cost/domain";

interface GapRule {
  /** The instrumentation scope, matched exactly. */
  scope: string;
  /** The first version, as major and minor, that has no gap; absent when all known versions have it. */
  until?: readonly [major: number, minor: number];
  gap: Extract<UsageGap, "no_cached_tokens" | "guessed_counts">;
  /** The code that shows the gap. */
  url: string;
}

/**
 * The instrumentations that are known to leave cached tokens out, so that a call may cost less than its
 * price says, or to guess counts from the texts.
 */
const RULES: readonly GapRule[] = [
  {
    scope: "@opentelemetry/instrumentation-openai",
    gap: "no_cached_tokens",
    url: "https://github.com/open-telemetry/opentelemetry-js-contrib/blob/main/packages/instrumentation-openai/src/instrumentation.ts",
  },
  {
    scope: "opentelemetry.instrumentation.openai_v2",
    gap: "no_cached_tokens",
    url: "https://github.com/open-telemetry/opentelemetry-python-contrib/blob/main/instrumentation-genai/opentelemetry-instrumentation-openai-v2/src/opentelemetry/instrumentation/openai_v2/patch.py",
  },
  {
    scope: "@traceloop/instrumentation-openai",
    gap: "no_cached_tokens",
    url: "https://github.com/traceloop/openllmetry-js/blob/main/packages/instrumentation-openai/src/instrumentation.ts",
  },
  {
    scope: "@traceloop/instrumentation-langchain",
    gap: "no_cached_tokens",
    url: "https://github.com/traceloop/openllmetry-js/blob/main/packages/instrumentation-langchain/src/callback_handler.ts",
  },
];
