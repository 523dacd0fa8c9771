import { rowsToGiveWay } from "../completions/adjustment-rows";
import { rowsOfFurtherReport } from "../completions/complete-charge";
import { type KnownCharge, stateOf } from "../completions/known-charge";
import { isHashOf } from "../content-hash";
import { isRefusal } from "../outcome";
import type { LedgerScope } from "../report";
import { contentConflict } from "../unit-of-work/credit-transactions";
import { addJob, type PendingWrites } from "../unit-of-work/pending-writes";
import type { CreditTransaction } from "../unit-of-work/rows";
import { addAdjustments } from "./change-charges";
import type { RecordedCall, RecordedCalls } from "./recorded-calls";
import type { ValidReport } from "./usage-batch";
import { keptKeysOf, type UsageOutcome, type UsageReport } from "./usage-report";

/**
 * Whether a report cannot be decided from the charge's own row alone. That is so when the report may
 * complete or contradict the charge, or when its keys lead to several charges.
 */
export function needsWholeCharge(
  [first, ...others]: readonly RecordedCall[],
  { report }: ValidReport,
): boolean {
  if (!first?.isCharge) return false;
  if (others.length > 0) return true;
  const isOtherSource = first.source !== null && first.source !== report.source;
  return !isHashOf(first.contentHash, report.content) && !(isOtherSource && first.isComplete);
}

/** Adds the new facts of a report to a call that is already recorded. */
export function addToRecordedCall(
  writes: PendingWrites,
  { now }: LedgerScope,
  valid: ValidReport,
  recorded: RecordedCalls,
): UsageOutcome {
  const { report } = valid;
  const calls = recorded.of(report);
  const isNeeded = needsWholeCharge(calls, valid);
  const call = keepOne(writes, now, calls, recorded);
  if (!call?.isCharge) return contentConflict(report.idempotencyKey);
  const { known, ids } = call;
  const rows = isNeeded && known ? rowsOfFurtherReport(known, valid, now) : [];
  if (isRefusal(rows)) return rows;
  const refusal = known && rows.length > 0 && addAdjustments(writes, known, rows);
  if (refusal) return refusal;
  addKeys(writes, report, call, recorded);
  if (!known || rows.length === 0) return { outcome: "duplicate", ...ids };
  if (writes.jobs.get(report.job.externalId) === known.job) updateJob(writes, valid);
  return { outcome: "recorded", ...ids };
}

/** Adds the report's keys that lead to no call yet. From then on they lead to this call. */
function addKeys(
  writes: PendingWrites,
  report: UsageReport,
  call: RecordedCall,
  recorded: RecordedCalls,
): void {
  for (const key of keptKeysOf(report)) {
    if (recorded.hasKey(call, key)) continue;
    writes.freeKeys.push(key);
    writes.newKeys.push({ key, chargeId: call.ids.chargeId });
    recorded.add(key, call);
  }
}

/**
 * Updates the job from the more complete report. A contradiction is ignored. The agent and the status are
 * separate updates, so that a contradiction about the agent does not prevent the job from ending.
 */
function updateJob(writes: PendingWrites, { report }: ValidReport): void {
  const { run, occurredAt } = report;
  const { finished, ...agent } = report.job;
  const status = finished ?? { status: "running", at: occurredAt };
  addJob(writes, { run, job: agent, at: occurredAt });
  addJob(writes, { run, job: { externalId: agent.externalId, status }, at: occurredAt });
}

/**
 * Merges several charges when a report shows that they are one call. The first charge stays and gets the
 * figures and keys of the others, which are brought to 0.
 */
function keepOne(
  writes: PendingWrites,
  now: Date,
  calls: readonly RecordedCall[],
  recorded: RecordedCalls,
): RecordedCall | undefined {
  const isOwnCall = ({ known }: RecordedCall) => !known || !stateOf(known).isSuperseded;
  const [kept = calls[0], ...others] = calls.filter(isOwnCall);
  for (const other of others) {
    if (!kept || !other.known) continue;
    if (!giveWay(writes, now, { from: other.known, to: kept.known })) continue;
    writes.redirectedCharges.push({ fromId: other.ids.chargeId, toId: kept.ids.chargeId });
    recorded.redirect(other, kept);
  }
  return kept;
}

/**
 * Moves the figures of the charge `from` to the charge `to`, and brings `from` to 0. Returns false and
 * changes nothing when the month of `to` has no room for these figures.
 */
function giveWay(
  writes: PendingWrites,
  now: Date,
  { from, to }: { from: KnownCharge; to: KnownCharge | undefined },
): boolean {
  const rows = to ? rowsFromCharge(from, to, now) : [];
  if (to && addAdjustments(writes, to, rows)) return false;
  addAdjustments(writes, from, rowsToGiveWay(from, now));
  return true;
}

/** Returns the rows that add to `to` the figures that only `from` has. */
function rowsFromCharge(from: KnownCharge, to: KnownCharge, now: Date): CreditTransaction[] {
  const { figures, source, endAt } = stateOf(from);
  const { charge } = from;
  const report = {
    ...charge,
    ...figures,
    content: { givenWayCharge: charge.id },
    source: source ?? "",
    reportedEndAt: endAt,
  };
  const rows = rowsOfFurtherReport(to, { report, contentHash: charge.contentHash }, now);
  return isRefusal(rows) ? [] : rows;
}
