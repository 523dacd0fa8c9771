import { newId } from "@ai-cost/db";
import type { ChargeIds, LedgerScope, UsageReport } from "../types";
import type { Entry } from "../unit-of-work/credit-transactions";
import { earliest } from "../unit-of-work/earliest";
import { type Books, enterJob } from "../unit-of-work/pending-writes";

/** Books a report's charge, or says why it contradicts what is known and books nothing. */
export function bookCharge(
  books: Books,
  { now }: LedgerScope,
  report: UsageReport,
  contentHash: string,
): ChargeIds | string {
  const { run, job: mention, occurredAt } = report;
  const status = mention.finished ?? { status: "running", at: occurredAt };
  const job = enterJob(books, { run, job: { ...mention, status }, at: occurredAt });
  if (typeof job === "string") return job;
  const { after } = job;
  job.after = { ...after, firstChargedAt: earliest(occurredAt, after.firstChargedAt ?? undefined) };
  const ids = { chargeId: newId(), jobId: after.id, runId: after.pipelineRunId };
  books.charges.push({ job, entry: entryOf(report, ids, now, contentHash) });
  return ids;
}

const entryOf = (
  report: UsageReport,
  { chargeId, jobId }: ChargeIds,
  now: Date,
  contentHash: string,
): Entry => ({
  id: chargeId,
  agentJobId: jobId,
  chargeId: null,
  kind: "deduction",
  amountMicroUsd: report.amountMicroUsd,
  model: report.model,
  provider: report.provider,
  inputTokens: report.inputTokens,
  cacheReadTokens: report.cacheReadTokens,
  cacheWriteTokens: report.cacheWriteTokens,
  outputTokens: report.outputTokens,
  reasoningTokens: report.reasoningTokens,
  idempotencyKey: report.idempotencyKey,
  contentHash,
  source: report.source,
  costSource: report.costSource,
  price: report.price,
  occurredAt: report.occurredAt,
  recordedAt: now,
});
