import { newId } from "@ai-cost/db";
import type { UsageReport } from "../index";

/** What a test says of a usage; all else is made up. */
export interface UsageStory {
  key?: string;
  run?: string;
  job?: string;
  agentType?: string | null;
  at: string | Date;
  amountMicroUsd?: bigint | null;
  inputTokens?: bigint;
  outputTokens?: bigint;
  finished?: "completed" | "failed" | "cancelled";
}

/** A report of one charge: by default a job of its own for 10 + 5 tokens at $0.001. */
export function usageReport(story: UsageStory): UsageReport {
  const { key = newId(), run = "run-1", job = `job of ${key}`, agentType = "research" } = story;
  const occurredAt = new Date(story.at);
  const amountMicroUsd = story.amountMicroUsd === undefined ? 1_000n : story.amountMicroUsd;
  const { inputTokens = 10n, outputTokens = 5n, finished } = story;
  return {
    idempotencyKey: key,
    content: { run, job, agentType, occurredAt, amountMicroUsd, inputTokens, outputTokens },
    source: "a test",
    run: { externalId: run },
    job: {
      externalId: job,
      agentType,
      ...(finished && { finished: { status: finished, at: occurredAt } }),
    },
    occurredAt,
    amountMicroUsd,
    costSource: amountMicroUsd === null ? null : "reported",
    price: null,
    model: "test-model",
    provider: null,
    inputTokens,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens,
    reasoningTokens: null,
  };
}
