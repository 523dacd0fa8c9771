import type { TenantDatabase } from "@ai-cost/db";
import { type CompletingReport, rowsToComplete, rowsToPrice } from "../completions/adjustment-rows";
import { isOtherModel } from "../completions/complete-charge";
import { compareUsage } from "../completions/figures";
import { type KnownCharge, reportedFiguresOf, stateOf } from "../completions/known-charge";
import { contentHash } from "../content-hash";
import { addAdjustments, changeCharges, type LockedCharges } from "../record/change-charges";
import { keptKeysOf, type UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { CreditTransaction } from "../unit-of-work/rows";
import { hasUsageGap } from "../unit-of-work/usage-gaps";
import type { NestedReport } from "./nested-report";
import { wrapperCompletionKey } from "./wrapper-completion-key";

/** A call and the one wrapper around it. */
export interface WrappedCall {
  innerKey: string;
  wrapperKey: string;
  /** The wrapper's report; null when an earlier batch recorded it, so that its own charge has its figures. */
  wrapper: NestedReport | null;
}

/**
 * Completes the charges of calls from the one wrapper around each of them, where the wrapper's figures
 * are fuller. A call without a response id also gets the wrapper's response ids as its keys. Repeating it
 * changes nothing, and a key that is not recorded is ignored.
 */
export async function completeFromWrapper(
  db: TenantDatabase,
  scope: LedgerScope,
  calls: readonly WrappedCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const keys = calls.flatMap((call) => [call.innerKey, call.wrapperKey, ...lentKeysOf(call)]);
  const lock = calls.some((call) => lentKeysOf(call).length > 0) ? "exclusive" : "shared";
  await changeCharges(db, scope, { keys, lock }, (charges) => {
    for (const call of calls) {
      const inner = charges.at(call.innerKey);
      const wrapper = charges.at(call.wrapperKey);
      if (!inner || stateOf(inner).gaveWay) continue;
      if (inner === wrapper && !call.wrapper) continue;
      const report = call.wrapper ?? (wrapper && reportOf(wrapper));
      const rows = report ? rowsFromWrapper(inner, call.wrapperKey, report, scope.now) : [];
      addAdjustments(charges.writes, inner, rows);
      lendKeys(charges, inner, call);
    }
  });
}

const isResponseKey = (key: string): boolean => key.startsWith("response/");

/** The wrapper's keys that its call lacks. A call with a response id of its own needs no other. */
const lentKeysOf = ({ innerKey, wrapperKey, wrapper }: WrappedCall): string[] =>
  isResponseKey(innerKey)
    ? []
    : [...new Set([wrapperKey, ...(wrapper ? keptKeysOf(wrapper) : [])])].filter(isResponseKey);

/** Lends the keys that lead to no charge, and those that lead to the wrapper's charge, which gives way. */
function lendKeys({ writes, at }: LockedCharges, inner: KnownCharge, call: WrappedCall): void {
  const lent = new Set(writes.newKeys.map(({ key }) => key));
  for (const key of lentKeysOf(call)) {
    const holder = at(key);
    if (lent.has(key) || (holder && holder.charge.idempotencyKey !== key)) continue;
    writes.newKeys.push({ key, chargeId: inner.charge.id });
  }
}

type WrapperReport = CompletingReport & Pick<UsageReport, "model" | "canonicalModel">;

const reportOf = (wrapper: KnownCharge): WrapperReport => ({
  ...wrapper.charge,
  ...reportedFiguresOf(wrapper),
  reportedEndAt: stateOf(wrapper).endAt,
});

/** The rows that a wrapper adds to a call, once. A wrapper that knows other usage than the call adds nothing. */
function rowsFromWrapper(
  inner: KnownCharge,
  wrapperKey: string,
  report: WrapperReport,
  now: Date,
): CreditTransaction[] {
  const idempotencyKey = wrapperCompletionKey(inner.charge.id, wrapperKey);
  const isAdded = inner.adjustments.some((row) => row.idempotencyKey === idempotencyKey);
  if (isAdded || isOtherModel(inner.charge, report)) return [];
  const comparison = compareUsage(report, stateOf(inner).figures);
  const closesGap = !report.usageGap && hasUsageGap(inner.charge, inner.adjustments);
  if (comparison === "same" && !closesGap) return rowsToPrice(inner, report, now);
  if (comparison !== "more" && comparison !== "same") return [];
  const hash = contentHash("completion", { idempotencyKey });
  return rowsToComplete(inner, report, { idempotencyKey, contentHash: hash, source: null, now });
}
