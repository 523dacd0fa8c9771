import { newId } from "@ai-cost/db";
import { NO_TOKENS, type TokenCounts } from "@ai-cost/domain";
import type { ReportedCall } from "../calls/reported-call";

export const TOKENS: TokenCounts = { ...NO_TOKENS, inputTokens: 1000n, outputTokens: 100n };

/**
 * A reported call of a Claude Sonnet model with 1,000 input tokens, 100 output tokens and its own job.
 * `fields` replaces any of these values.
 */
export const reportedCall = (fields: Partial<ReportedCall> = {}): ReportedCall => ({
  source: "a test",
  ownKey: `a test/${newId()}`,
  responseId: null,
  provider: "anthropic",
  model: "claude-sonnet-4-5",
  run: { externalId: "run-1" },
  job: { externalId: newId(), agentName: "Researcher" },
  occurredAt: new Date("2026-11-20T10:00:00.000Z"),
  isTimeAssumed: false,
  tokens: TOKENS,
  costMicroUsd: null,
  ...fields,
});
