import { TOKENS } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstTokens } from "./first-value";

/** The token counts that a source reports; null for each count that it does not report. */
export type ReportedCounts = Record<keyof typeof TOKENS, bigint | null>;

/** Reads the token counts from the attributes. Throws `UnreadableField` for an invalid count. */
export const reportedCounts = (attributes: Attributes): ReportedCounts => ({
  input: firstTokens(attributes, TOKENS.input),
  output: firstTokens(attributes, TOKENS.output),
  cacheRead: firstTokens(attributes, TOKENS.cacheRead),
  cacheWrite: firstTokens(attributes, TOKENS.cacheWrite),
  reasoning: firstTokens(attributes, TOKENS.reasoning),
  total: firstTokens(attributes, TOKENS.total),
});
