import { TOKENS } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstTokens } from "./first-value";

/** Token counts as a source reports them; null where it reports none. */
export type ReportedCounts = Record<keyof typeof TOKENS, bigint | null>;

/** The token counts in the attributes. Throws `UnreadableField`. */
export const reportedCounts = (attributes: Attributes): ReportedCounts => ({
  input: firstTokens(attributes, TOKENS.input),
  output: firstTokens(attributes, TOKENS.output),
  cacheRead: firstTokens(attributes, TOKENS.cacheRead),
  cacheWrite: firstTokens(attributes, TOKENS.cacheWrite),
  reasoning: firstTokens(attributes, TOKENS.reasoning),
  total: firstTokens(attributes, TOKENS.total),
});
