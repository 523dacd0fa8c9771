import { newId } from "@ai-cost/db";
import { isRefusal, type Refusal } from "../outcome";
import type { LedgerScope } from "../report";
import { contentConflict, type RecordedKey } from "../unit-of-work/credit-transactions";
import { earliest } from "../unit-of-work/earliest";
import { addJob, type PendingWrites } from "../unit-of-work/pending-writes";
import type { ChargeIds, UsageOutcome, UsageReport } from "./usage-report";

/** A report that breaks no rule, with the hash of its content. */
export interface ValidReport extends UsageReport {
  contentHash: string;
}

/** One call of `recordUsage`: its reports in order, the invalid ones as their outcome. */
export interface UsageBatch {
  scope: LedgerScope;
  rows: readonly (ValidReport | Refusal)[];
}

export const validReportsIn = (rows: UsageBatch["rows"]): ValidReport[] =>
  rows.filter((row): row is ValidReport => !isRefusal(row));

/**
 * Adds a batch's charges to the unit of work and returns an outcome for each report. `recorded` has
 * the keys that are taken; each key added here is taken from then on.
 */
export const addCharges = (
  writes: PendingWrites,
  { scope, rows }: UsageBatch,
  recorded: Map<string, RecordedKey>,
): UsageOutcome[] =>
  rows.map((row): UsageOutcome => {
    if (isRefusal(row)) return row;
    const { idempotencyKey, contentHash, source } = row;
    const first = recorded.get(idempotencyKey);
    if (first) return outcomeOfTakenKey(first, row);
    const ids = addCharge(writes, scope, row);
    if (isRefusal(ids)) return ids;
    recorded.set(idempotencyKey, { contentHash, source, ids });
    return { outcome: "recorded", ...ids };
  });

/**
 * Two endpoints describe one call in different words, so a report from another source is a duplicate
 * whatever it says. A source that contradicts itself is a conflict.
 */
function outcomeOfTakenKey(first: RecordedKey, report: ValidReport): UsageOutcome {
  const isOtherSource = first.source !== null && first.source !== report.source;
  return first.contentHash === report.contentHash || isOtherSource
    ? { outcome: "duplicate", ...first.ids }
    : contentConflict(report.idempotencyKey);
}

/** Adds one charge, or refuses its report because it contradicts what is known of its job. */
function addCharge(
  writes: PendingWrites,
  { now }: LedgerScope,
  { run, job, content: _, ...charge }: ValidReport,
): ChargeIds | Refusal {
  const { occurredAt } = charge;
  const status = job.finished ?? { status: "running", at: occurredAt };
  const change = addJob(writes, { run, job: { ...job, status }, at: occurredAt });
  if (isRefusal(change)) return change;
  const { firstChargedAt } = change.after;
  change.after = {
    ...change.after,
    firstChargedAt: earliest(occurredAt, firstChargedAt ?? undefined),
  };
  const { id: jobId, pipelineRunId: runId } = change.after;
  const chargeId = newId();
  writes.charges.push({
    job: change,
    transaction: {
      ...charge,
      id: chargeId,
      agentJobId: jobId,
      chargeId: null,
      kind: "deduction",
      recordedAt: now,
    },
  });
  return { chargeId, jobId, runId };
}
