import { GENKIT_OUTPUT } from "./attribute-names";
import type { Attributes } from "./attributes";
import { JsonAttribute } from "./json-attribute";
import { type ReportedCounts, reportedCounts } from "./reported-counts";

/**
 * The token counts in the output of a Genkit model action, beside those in attributes of the conventions:
 * https://github.com/firebase/genkit/blob/main/js/ai/src/model-types.ts
 */
export function genkitCounts(attributes: Attributes): ReportedCounts {
  const output = new JsonAttribute(attributes, GENKIT_OUTPUT);
  const counts = reportedCounts(attributes);
  const count = (name: string): bigint | null => output.tokens([["usage", name]]);
  return {
    ...counts,
    input: counts.input ?? count("inputTokens"),
    output: counts.output ?? count("outputTokens"),
    cacheRead: counts.cacheRead ?? count("cachedContentTokens"),
    reasoning: counts.reasoning ?? count("thoughtsTokens"),
    total: counts.total ?? count("totalTokens"),
  };
}
