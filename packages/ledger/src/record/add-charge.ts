import { newId } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { earliest } from "../unit-of-work/earliest";
import { addJob, type PendingWrites } from "../unit-of-work/pending-writes";
import type { CreditTransaction, JobChange } from "../unit-of-work/rows";
import type { RecordedCall } from "./recorded-calls";
import type { ValidReport } from "./usage-batch";
import { keptOwnKeyOf } from "./usage-report";

/** Adds one charge. Refuses the report instead if it contradicts the recorded job. */
export function addCharge(
  writes: PendingWrites,
  { now }: LedgerScope,
  valid: ValidReport,
): RecordedCall | Refusal {
  const { report } = valid;
  const { run, job, occurredAt } = report;
  const refusal = writes.room?.refusalOf(occurredAt, [report]);
  if (refusal) return refusal;
  const status = job.finished ?? { status: "running", at: occurredAt };
  const change = addJob(writes, { run, job: { ...job, status }, at: occurredAt });
  return isRefusal(change) ? change : addChargeOf(writes, change, valid, now);
}

/** Adds the charge of a report to a job. */
export function addChargeOf(
  writes: PendingWrites,
  change: JobChange,
  { report, contentHash }: ValidReport,
  now: Date,
): RecordedCall {
  const { occurredAt } = report;
  const { after } = change;
  writes.room?.add(occurredAt, [report]);
  change.after = {
    ...after,
    firstChargedAt: earliest(occurredAt, after.firstChargedAt ?? undefined),
  };
  const ids = { chargeId: newId(), jobId: after.id, runId: after.pipelineRunId };
  // Copies the fields one by one, because a spread of the report is many times slower.
  const charge: CreditTransaction = {
    id: ids.chargeId,
    agentJobId: ids.jobId,
    chargeId: null,
    kind: "deduction",
    amountMicroUsd: report.amountMicroUsd,
    costByKind: report.costByKind,
    model: report.model,
    canonicalModel: report.canonicalModel,
    provider: report.provider,
    inputTokens: report.inputTokens,
    cacheReadTokens: report.cacheReadTokens,
    cacheWriteTokens: report.cacheWriteTokens,
    cacheWrite1hTokens: report.cacheWrite1hTokens,
    audioInputTokens: report.audioInputTokens,
    imageInputTokens: report.imageInputTokens,
    outputTokens: report.outputTokens,
    reasoningTokens: report.reasoningTokens,
    audioOutputTokens: report.audioOutputTokens,
    imageOutputTokens: report.imageOutputTokens,
    units: report.units ?? null,
    serviceTier: report.serviceTier ?? null,
    usageGap: report.usageGap ?? null,
    idempotencyKey: report.idempotencyKey,
    ownKey: keptOwnKeyOf(report),
    contentHash,
    source: report.source,
    costSource: report.costSource,
    price: report.price,
    occurredAt,
    reportedEndAt: null,
    recordedAt: now,
  };
  writes.transactions.push({ job: change, transaction: charge });
  return {
    isCharge: true,
    isComplete: report.inputTokens !== null && report.amountMicroUsd !== null,
    contentHash,
    source: report.source,
    ids,
    jobExternalId: report.job.externalId,
    known: { job: change, charge, adjustments: [] },
  };
}
