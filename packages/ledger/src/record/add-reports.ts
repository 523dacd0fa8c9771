import { newId } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { earliest } from "../unit-of-work/earliest";
import { addJob, type PendingWrites } from "../unit-of-work/pending-writes";
import type { CreditTransaction } from "../unit-of-work/rows";
import { addToRecordedCall } from "./add-to-recorded-call";
import type { RecordedCall, RecordedCalls } from "./recorded-calls";
import type { UsageBatch, ValidReport } from "./usage-batch";
import { isOwnKeyed, keptKeysOf, keptOwnKeyOf, type UsageOutcome } from "./usage-report";

/**
 * Adds a batch's reports to the unit of work and returns an outcome for each report. `recorded` contains
 * the calls that are already recorded. This function adds the calls of the batch to it.
 */
export const addReports = (
  writes: PendingWrites,
  { scope, reports }: UsageBatch,
  recorded: RecordedCalls,
): UsageOutcome[] =>
  reports.map((valid): UsageOutcome => {
    if (isRefusal(valid)) return valid;
    return recorded.of(valid.report).length === 0
      ? addNewCall(writes, scope, valid, recorded)
      : addToRecordedCall(writes, scope, valid, recorded);
  });

function addNewCall(
  writes: PendingWrites,
  scope: LedgerScope,
  valid: ValidReport,
  recorded: RecordedCalls,
): UsageOutcome {
  const added = addCharge(writes, scope, valid);
  if (isRefusal(added)) return added;
  const { otherKeys = [], earlierKeys = [] } = valid.report;
  writes.freeKeys.push(...otherKeys, ...earlierKeys);
  if (isOwnKeyed(valid.report)) writes.freeOwnKeys.push(valid.report.idempotencyKey);
  for (const key of otherKeys) writes.newKeys.push({ key, chargeId: added.ids.chargeId });
  for (const key of keptKeysOf(valid.report)) recorded.add(key, added);
  const ownKey = keptOwnKeyOf(valid.report);
  if (ownKey !== null) recorded.addOwnKey(ownKey, added);
  return { outcome: "recorded", ...added.ids };
}

/** Adds one charge. Refuses the report instead if it contradicts the recorded job. */
function addCharge(
  writes: PendingWrites,
  { now }: LedgerScope,
  { report, contentHash }: ValidReport,
): RecordedCall | Refusal {
  const { run, job, occurredAt } = report;
  const refusal = writes.room?.refusalOf(occurredAt, [report]);
  if (refusal) return refusal;
  const status = job.finished ?? { status: "running", at: occurredAt };
  const change = addJob(writes, { run, job: { ...job, status }, at: occurredAt });
  if (isRefusal(change)) return change;
  writes.room?.add(occurredAt, [report]);
  const { after } = change;
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
    jobExternalId: job.externalId,
    known: { job: change, charge, adjustments: [] },
  };
}
