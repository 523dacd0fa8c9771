import type { AnsweredCall } from "./answered-call";

const FULL_NAMES: Readonly<Record<string, string>> = {
  "gpt-4o": "gpt-4o-2024-08-06",
  "gpt-5": "gpt-5-2025-08-07",
  "claude-sonnet-4-5": "claude-sonnet-4-5-20250929",
};

/**
 * Returns the usage of the provider's call number `ordinal`. Each call has its own number of input tokens
 * and of output tokens, so that a test can find it in the ledger. The case decides which kinds of tokens a
 * call has.
 */
export function usageOf(scenario: string, model: string, ordinal: number): AnsweredCall {
  const isAnthropic = model.startsWith("claude");
  const isCached = scenario.startsWith("cached");
  const fresh = 1000 + ordinal;
  const cacheRead = !isCached ? 0 : isAnthropic ? 5000 : 640;
  const isHour = scenario === "cached-hour";
  const cacheWrite = isCached && isAnthropic ? 300 : 0;
  const reasoning = scenario === "reasoning" ? 128 : 0;
  return {
    scenario,
    model: FULL_NAMES[model] ?? model,
    input: fresh + cacheRead + cacheWrite,
    cacheRead,
    cacheWrite5m: isHour ? 0 : cacheWrite,
    cacheWrite1h: isHour ? cacheWrite : 0,
    output: model.includes("embedding") ? 0 : 200 + ordinal + reasoning,
    reasoning,
    saysUsage: true,
  };
}
