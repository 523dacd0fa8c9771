import { isRefusal } from "../outcome";
import type { LedgerScope } from "../report";
import type { PendingWrites } from "../unit-of-work/pending-writes";
import { addCharge } from "./add-charge";
import { addToRecordedCall } from "./add-to-recorded-call";
import type { RecordedCalls } from "./recorded-calls";
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
