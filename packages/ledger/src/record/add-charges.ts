import { newId } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { contentConflict, type RecordedKey } from "../unit-of-work/credit-transactions";
import { earliest } from "../unit-of-work/earliest";
import { addJob, type PendingWrites } from "../unit-of-work/pending-writes";
import type { ChargeIds, UsageOutcome, UsageReport } from "./usage-report";

/** A report that breaks no rule, with the hash of its content. */
export interface ValidReport {
  report: UsageReport;
  contentHash: string;
}

/** The reports of one call of `recordUsage`, in order. An invalid report is replaced by its refusal. */
export interface UsageBatch {
  scope: LedgerScope;
  reports: readonly (ValidReport | Refusal)[];
}

export const validReportsIn = ({ reports }: UsageBatch): UsageReport[] =>
  reports.flatMap((valid) => (isRefusal(valid) ? [] : [valid.report]));

/** All keys under which the call of a report may be recorded. */
export const keysOf = ({ idempotencyKey, otherKeys, earlierKeys }: UsageReport): string[] => [
  idempotencyKey,
  ...(otherKeys ?? []),
  ...(earlierKeys ?? []),
];

/**
 * Adds a batch's charges to the unit of work and returns an outcome for each report. `recorded` holds
 * the idempotency keys that are already taken; this function adds the key of each new charge.
 */
export const addCharges = (
  writes: PendingWrites,
  { scope, reports }: UsageBatch,
  recorded: Map<string, RecordedKey>,
): UsageOutcome[] =>
  reports.map((valid): UsageOutcome => {
    if (isRefusal(valid)) return valid;
    const { idempotencyKey, source } = valid.report;
    const first = keysOf(valid.report).flatMap((key) => recorded.get(key) ?? [])[0];
    if (first) return outcomeOfTakenKey(first, valid);
    const ids = addCharge(writes, scope, valid);
    if (isRefusal(ids)) return ids;
    const { otherKeys = [], earlierKeys = [] } = valid.report;
    writes.freeKeys.push(...otherKeys, ...earlierKeys);
    for (const key of otherKeys) writes.newKeys.push({ key, chargeId: ids.chargeId });
    for (const key of [idempotencyKey, ...otherKeys])
      recorded.set(key, { contentHash: valid.contentHash, source, ids });
    return { outcome: "recorded", ...ids };
  });

/**
 * Returns the outcome of a report whose idempotency key is already recorded. A report from another
 * source is a duplicate even if its content differs, because two endpoints describe the same model call
 * in different words. A report from the same source with other content is a conflict.
 */
function outcomeOfTakenKey(first: RecordedKey, { report, contentHash }: ValidReport): UsageOutcome {
  const isOtherSource = first.source !== null && first.source !== report.source;
  return first.contentHash === contentHash || isOtherSource
    ? { outcome: "duplicate", ...first.ids }
    : contentConflict(report.idempotencyKey);
}

/** Adds one charge, or refuses its report because it contradicts the recorded job. */
function addCharge(
  writes: PendingWrites,
  { now }: LedgerScope,
  { report, contentHash }: ValidReport,
): ChargeIds | Refusal {
  const { run, job, occurredAt } = report;
  const status = job.finished ?? { status: "running", at: occurredAt };
  const change = addJob(writes, { run, job: { ...job, status }, at: occurredAt });
  if (isRefusal(change)) return change;
  const { after } = change;
  change.after = {
    ...after,
    firstChargedAt: earliest(occurredAt, after.firstChargedAt ?? undefined),
  };
  const ids = { chargeId: newId(), jobId: after.id, runId: after.pipelineRunId };
  writes.transactions.push({
    job: change,
    // Copies the fields one by one, because a spread of the report is many times slower.
    transaction: {
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
      contentHash,
      source: report.source,
      costSource: report.costSource,
      price: report.price,
      occurredAt,
      reportedEndAt: null,
      recordedAt: now,
    },
  });
  return ids;
}
