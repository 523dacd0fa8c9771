import { GENKIT_OUTPUT } from "./attribute-names";
import type { Attributes } from "./attributes";
import { JsonAttribute, type Path } from "./json-attribute";
import { type ReportedCounts, reportedCounts } from "./reported-counts";

/**
 * The paths of the provider's own usage. Genkit stores it under `raw`, and older versions under `custom`.
 */
const RAW_USAGE: readonly Path[] = [
  ["raw", "usage"],
  ["custom", "usage"],
];
const rawUsage = (...path: Path): Path[] => RAW_USAGE.map((usage) => [...usage, ...path]);

const PATHS = {
  input: [["usage", "inputTokens"]],
  output: [["usage", "outputTokens"]],
  total: [["usage", "totalTokens"]],
  cacheRead: [
    ["usage", "cachedContentTokens"],
    ...rawUsage("prompt_tokens_details", "cached_tokens"),
    ...rawUsage("cache_read_input_tokens"),
  ],
  cacheWrite: rawUsage("cache_creation_input_tokens"),
  reasoning: [
    ["usage", "thoughtsTokens"],
    ...rawUsage("completion_tokens_details", "reasoning_tokens"),
  ],
} as const satisfies Record<string, readonly Path[]>;

/**
 * Returns the token counts from the output of a Genkit model action, and from the attributes of the
 * conventions: https://github.com/firebase/genkit/blob/main/js/ai/src/model-types.ts
 */
export function genkitCounts(attributes: Attributes): ReportedCounts {
  const output = new JsonAttribute(attributes, GENKIT_OUTPUT);
  const counts = reportedCounts(attributes);
  const read = (kind: keyof typeof PATHS): bigint | null =>
    counts[kind] ?? output.tokens(PATHS[kind]);
  return {
    ...counts,
    input: read("input"),
    output: read("output"),
    total: read("total"),
    cacheRead: read("cacheRead"),
    cacheWrite: read("cacheWrite"),
    reasoning: read("reasoning"),
  };
}
