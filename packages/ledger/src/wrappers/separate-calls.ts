import { type KnownCharge, stateOf } from "../completions/known-charge";
import { chargeHash } from "../content-hash";
import { limitUsageNames } from "../names/limit-names";
import type { LockedCharges } from "../record/locked-charges";
import { keptKeysOf, type UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { NestedCalls } from "./nested-calls";

/**
 * Gives a call inside a wrapper a charge of its own, if its response id leads to the charge of another call.
 * That happens when the wrapper has the response id of its last call: as long as only the first call has
 * arrived, both seem to be one call, so the first call's charge gets the response id.
 */
export function separateCalls(
  charges: LockedCharges,
  { wrapper, innerCalls }: NestedCalls,
  scope: LedgerScope,
): void {
  for (const { key, ownKey, received } of innerCalls) {
    const known = charges.at(key);
    if (!known || !received || key !== wrapper.key || charges.at(ownKey)) continue;
    const isOfOther = innerCalls.some(
      (other) => other.key !== key && charges.at(other.key) === known,
    );
    if (isOfOther || stateOf(known).isSuperseded)
      addOwnCharge(charges, known, { ownKey, received }, scope);
  }
}

/** Adds the charge of a report in the job of another charge, and makes the report's keys lead to it. */
function addOwnCharge(
  charges: LockedCharges,
  other: KnownCharge,
  { ownKey, received }: { ownKey: string; received: UsageReport },
  scope: LedgerScope,
): void {
  const report = limitUsageNames(scope, { ...received, idempotencyKey: ownKey });
  if (charges.writes.room?.refusalOf(report.occurredAt, [report])) return;
  const valid = { report, contentHash: chargeHash(report.content) };
  const added = charges.add(valid, other, scope.now);
  if (added) for (const key of keptKeysOf(received)) charges.moveKey(key, added);
}
