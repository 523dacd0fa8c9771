import { TOKENS } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstTokens } from "./first-value";

/** The token counts that a source reports; null for each count that it does not report. */
export type ReportedCounts = Record<keyof typeof TOKENS, bigint | null>;

export const NO_COUNTS: ReportedCounts = {
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  cacheWrite1h: null,
  cacheWrite5m: null,
  audioInput: null,
  imageInput: null,
  reasoning: null,
  audioOutput: null,
  imageOutput: null,
  total: null,
};

/** Reads the token counts from the attributes. Throws `UnreadableField` for an invalid count. */
export const reportedCounts = (attributes: Attributes): ReportedCounts => ({
  input: firstTokens(attributes, TOKENS.input),
  output: firstTokens(attributes, TOKENS.output),
  cacheRead: firstTokens(attributes, TOKENS.cacheRead),
  cacheWrite: firstTokens(attributes, TOKENS.cacheWrite),
  cacheWrite1h: firstTokens(attributes, TOKENS.cacheWrite1h),
  cacheWrite5m: firstTokens(attributes, TOKENS.cacheWrite5m),
  audioInput: firstTokens(attributes, TOKENS.audioInput),
  imageInput: firstTokens(attributes, TOKENS.imageInput),
  reasoning: firstTokens(attributes, TOKENS.reasoning),
  audioOutput: firstTokens(attributes, TOKENS.audioOutput),
  imageOutput: firstTokens(attributes, TOKENS.imageOutput),
  total: firstTokens(attributes, TOKENS.total),
});
