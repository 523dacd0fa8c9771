import { rowsToComplete, rowsToGiveWay, rowsToUndo } from "../completions/adjustment-rows";
import { sumOf } from "../completions/figures";
import {
  completionsFromWrappers,
  innerFiguresKey,
  type KnownCharge,
} from "../completions/known-charge";
import { contentHash } from "../content-hash";
import { addAdjustments } from "../record/change-charges";
import type { LockedCharges } from "../record/locked-charges";
import type { CreditTransaction } from "../unit-of-work/rows";
import { keysOfCall, type NestedCall, type NestedCalls } from "./nested-calls";
import { chargeOfWrapper, wrapperCompletionKey } from "./wrapper-completion-key";

/**
 * Takes back what a wrapper around several calls added to a span that seemed to be the only one inside. It
 * may be any of these spans: one of the calls, or another wrapper, which had no call inside yet.
 */
export function undoCompletions(
  charges: LockedCharges,
  wrapper: NestedCall,
  { spans, now }: { spans: readonly NestedCall[]; now: Date },
): void {
  for (const known of new Set(spans.flatMap(({ key }) => charges.at(key) ?? [])))
    for (const key of [wrapper.key, chargeOfWrapper(wrapper.key)]) {
      const added = wrapperCompletionKey(known.charge.id, key);
      addAdjustments(charges.writes, known, rowsToUndo(known, added, now));
    }
}

/**
 * Brings the charge of a wrapper around several calls to 0. If one of the calls has the same charge, because
 * both have the same response id, the charge gets the figures of that call instead.
 */
export function settleSum(
  charges: LockedCharges,
  { wrapper, innerCalls }: NestedCalls,
  now: Date,
): void {
  const around = charges.at(wrapper.key);
  if (!around) return;
  const shared = innerCalls.find((call) =>
    keysOfCall(call).some((key) => charges.at(key) === around),
  );
  if (!shared) addAdjustments(charges.writes, around, rowsToGiveWay(around, now));
  else if (!isOwnCharge(around, shared, wrapper))
    addAdjustments(charges.writes, around, rowsToTakeFigures(around, shared, now));
}

/** Whether only reports of the call itself were recorded in its charge. */
const isOwnCharge = ({ charge }: KnownCharge, call: NestedCall, wrapper: NestedCall): boolean =>
  charge.idempotencyKey === call.ownKey ||
  (charge.idempotencyKey === call.key && call.key !== wrapper.key);

/**
 * Returns the rows that give a charge the figures of a call, with what wrappers of this call have added.
 * Returns no row when they were added before. A call without a report is the one that the charge was
 * recorded from.
 */
function rowsToTakeFigures(known: KnownCharge, call: NestedCall, now: Date): CreditTransaction[] {
  const { charge, adjustments } = known;
  const report = call.report ?? (charge.idempotencyKey === call.key ? charge : null);
  const idempotencyKey = innerFiguresKey(charge.id);
  if (!report || adjustments.some((row) => row.idempotencyKey === idempotencyKey)) return [];
  const figures = sumOf([report, ...completionsFromWrappers(known)]);
  const isPriced = report.amountMicroUsd !== null;
  return rowsToComplete(
    known,
    { ...report, ...figures, ...(!isPriced && { amountMicroUsd: null, costByKind: null }) },
    {
      idempotencyKey,
      contentHash: contentHash("completion", { idempotencyKey }),
      source: report.source,
      now,
    },
  );
}
