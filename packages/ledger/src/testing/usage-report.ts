import { newId, type UsageGap } from "@ai-cost/db";
import { NO_TOKENS, unattributed } from "@ai-cost/domain";
import type { UsageReport } from "../record/usage-report";

/** The fields of a usage report that a test can set. All other fields have defaults. */
export interface UsageParts {
  key?: string;
  run?: string;
  job?: string;
  agentType?: string | null;
  at: string | Date;
  amountMicroUsd?: bigint | null;
  inputTokens?: bigint;
  outputTokens?: bigint;
  finished?: "completed" | "failed" | "cancelled";
  usageGap?: UsageGap | null;
}

/** Makes a report of one charge. By default it has 10 input and 5 output tokens, costs $0.001 and has its own job. */
export function usageReport(parts: UsageParts): UsageReport {
  const { key = newId(), run = "run-1", job = `job of ${key}`, agentType = "research" } = parts;
  const occurredAt = new Date(parts.at);
  const amountMicroUsd = parts.amountMicroUsd === undefined ? 1_000n : parts.amountMicroUsd;
  const { inputTokens = 10n, outputTokens = 5n, finished } = parts;
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
    reportedEndAt: occurredAt,
    amountMicroUsd,
    costByKind: amountMicroUsd === null ? null : unattributed(amountMicroUsd),
    costSource: amountMicroUsd === null ? null : "reported",
    price: null,
    model: "test-model",
    canonicalModel: "test-model",
    provider: null,
    ...NO_TOKENS,
    inputTokens,
    outputTokens,
    usageGap: parts.usageGap ?? null,
  };
}
