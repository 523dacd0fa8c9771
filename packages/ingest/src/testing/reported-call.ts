import { newId } from "@ai-cost/db";
import type { TokenCounts } from "@ai-cost/domain";
import type { ReportedCall } from "../calls/reported-call";

export const TOKENS: TokenCounts = {
  inputTokens: 1000n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 100n,
  reasoningTokens: null,
};

/** A call as a source could report it: by default 1,000 in and 100 out of Sonnet, a job of its own. */
export const reportedCall = (story: Partial<ReportedCall> = {}): ReportedCall => ({
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
  ...story,
});
