import { rowsToGiveWay } from "../completions/adjustment-rows";
import { completionsFromWrappers, type KnownCharge, stateOf } from "../completions/known-charge";
import { addAdjustments } from "../record/change-charges";
import type { LockedCharges } from "../record/locked-charges";
import { keptKeysOf } from "../record/usage-report";
import type { NestedCall, NestedCalls } from "./nested-calls";
import {
  type Pricing,
  reportOf,
  reportWithCompletion,
  rowsFromWrapper,
  type WrapperReport,
} from "./rows-from-wrapper";
import { chargeOfWrapper, sameCompletionKey, wrapperCompletionKey } from "./wrapper-completion-key";

/** Whether all innermost spans report the same call. Then the wrapper reports this call as well. */
export const isOneCall = ({ innerCalls }: NestedCalls): boolean =>
  new Set(innerCalls.map(({ key }) => key)).size === 1;

/** Merges a wrapper and the one call inside it. */
export function settleOneCall(
  charges: LockedCharges,
  { wrapper, innerCalls }: NestedCalls,
  pricing: Pricing,
): void {
  const [first] = innerCalls;
  const inner = first && charges.at(first.key);
  const around = charges.at(wrapper.key);
  if (!inner) {
    // The inner call was refused, which its sender was told.
    if (around) addAdjustments(charges.writes, around, rowsToGiveWay(around, pricing.now));
    return;
  }
  if (stateOf(inner).isSuperseded) return;
  const add = (key: string, report: WrapperReport | null) => {
    if (!report) return;
    const completionKey = wrapperCompletionKey(inner.charge.id, key);
    addAdjustments(charges.writes, inner, rowsFromWrapper(inner, completionKey, report, pricing));
  };
  add(wrapper.key, wrapper.report);
  // The charge of several spans may have been recorded from any of them.
  if (around === inner || innerCalls.length > 1)
    for (const { ownKey, report } of innerCalls) add(`inner/${ownKey}`, report);
  if (around === inner) return;
  if (around) add(wrapper.report ? chargeOfWrapper(wrapper.key) : wrapper.key, reportOf(around));
  if (around && !stateOf(around).isSuperseded) mergeCharges(charges, around, inner, pricing);
  else lendKeys(charges, inner, lentKeysOf(first, wrapper));
}

/** Moves what wrappers added to the charge `from` to the charge `to`, and brings `from` to 0. */
function mergeCharges(
  charges: LockedCharges,
  from: KnownCharge,
  to: KnownCharge,
  pricing: Pricing,
): void {
  for (const completion of completionsFromWrappers(from)) {
    const key = sameCompletionKey(completion.idempotencyKey, from.charge.id, to.charge.id);
    const report = reportWithCompletion(from, completion);
    addAdjustments(charges.writes, to, rowsFromWrapper(to, key, report, pricing));
  }
  addAdjustments(charges.writes, from, rowsToGiveWay(from, pricing.now));
  const { idempotencyKey } = from.charge;
  // The span's own key still leads to its charge, so that the span is a duplicate when it is sent again.
  charges.redirect(from, to, isResponseKey(idempotencyKey) ? null : idempotencyKey);
}

const isResponseKey = (key: string): boolean => key.startsWith("response/");

/** Returns the wrapper's response ids that the call needs as keys. A call with its own response id needs none. */
const lentKeysOf = (inner: NestedCall, { key, report }: NestedCall): string[] =>
  isResponseKey(inner.key)
    ? []
    : [...new Set([key, ...(report ? keptKeysOf(report) : [])])].filter(isResponseKey);

/**
 * Gives the wrapper's response ids to the call as keys. Skips a response id that is already a further key
 * of any charge.
 */
function lendKeys(charges: LockedCharges, inner: KnownCharge, keys: readonly string[]): void {
  for (const key of keys) {
    const holder = charges.at(key);
    if (!holder || holder.charge.idempotencyKey === key) charges.moveKey(key, inner);
  }
}
