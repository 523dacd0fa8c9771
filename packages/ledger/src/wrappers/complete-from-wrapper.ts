import type { TenantDatabase, UsedPrice } from "@ai-cost/db";
import { type CompletingReport, rowsToComplete, rowsToPrice } from "../completions/adjustment-rows";
import { isOtherModel } from "../completions/complete-charge";
import { compareUsage, type Usage } from "../completions/figures";
import { type KnownCharge, reportedFiguresOf, stateOf } from "../completions/known-charge";
import { contentHash } from "../content-hash";
import { addAdjustments, changeCharges, type LockedCharges } from "../record/change-charges";
import { keptKeysOf, type UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { CreditTransaction } from "../unit-of-work/rows";
import { hasUsageGap } from "../unit-of-work/usage-gaps";
import { mergeUsage } from "./merge-usage";
import type { NestedReport } from "./nested-report";
import { wrapperCompletionKey } from "./wrapper-completion-key";

/** A model call's span and the one wrapper span around it. Both report the same call. */
export interface WrappedCall {
  innerKey: string;
  wrapperKey: string;
  /** The wrapper's report; null when an earlier batch recorded it. Its figures are then in the wrapper's own charge. */
  wrapper: NestedReport | null;
}

/** Prices usage by the prices of earlier computations. Returns null when these prices are not sufficient. */
export type PriceAgain = (
  usage: Usage,
  prices: readonly UsedPrice[],
) => Pick<UsageReport, "amountMicroUsd" | "costByKind" | "price"> | null;

/**
 * Completes the charges of calls from the one wrapper around each call, when the wrapper's figures are
 * more complete. When the call and its wrapper each know something that the other lacks, the charge gets
 * both, priced by `priceAgain`. A call without a response id also gets the wrapper's response ids as its
 * keys. Repeating it changes nothing. Keys that are not recorded are ignored.
 */
export async function completeFromWrapper(
  db: TenantDatabase,
  scope: LedgerScope,
  calls: readonly WrappedCall[],
  priceAgain: PriceAgain,
): Promise<void> {
  if (calls.length === 0) return;
  const keys = calls.flatMap((call) => [call.innerKey, call.wrapperKey, ...lentKeysOf(call)]);
  const lock = calls.some((call) => lentKeysOf(call).length > 0) ? "exclusive" : "shared";
  await changeCharges(db, scope, { keys, lock }, (charges) => {
    for (const call of calls) {
      const inner = charges.at(call.innerKey);
      const wrapper = charges.at(call.wrapperKey);
      if (!inner || stateOf(inner).isSuperseded) continue;
      if (inner === wrapper && !call.wrapper) continue;
      const report = call.wrapper ?? (wrapper && reportOf(wrapper));
      const rows = report
        ? rowsFromWrapper(inner, call.wrapperKey, report, { now: scope.now, priceAgain })
        : [];
      addAdjustments(charges.writes, inner, rows);
      lendKeys(charges, inner, call);
    }
  });
}

const isResponseKey = (key: string): boolean => key.startsWith("response/");

/** Returns the wrapper's response ids that the call needs as keys. A call with its own response id needs none. */
const lentKeysOf = ({ innerKey, wrapperKey, wrapper }: WrappedCall): string[] =>
  isResponseKey(innerKey)
    ? []
    : [...new Set([wrapperKey, ...(wrapper ? keptKeysOf(wrapper) : [])])].filter(isResponseKey);

/**
 * Gives the wrapper's response ids to the call as keys. Skips a response id that is already a further key
 * of any charge.
 */
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

/**
 * Returns the rows that a wrapper adds to a call. Returns no row when they were added before. Guessed
 * counts of the wrapper never change exact counts.
 */
function rowsFromWrapper(
  inner: KnownCharge,
  wrapperKey: string,
  report: WrapperReport,
  { now, priceAgain }: { now: Date; priceAgain: PriceAgain },
): CreditTransaction[] {
  const idempotencyKey = wrapperCompletionKey(inner.charge.id, wrapperKey);
  const isAdded = inner.adjustments.some((row) => row.idempotencyKey === idempotencyKey);
  if (isAdded || isOtherModel(inner.charge, report)) return [];
  const fuller = fullerReport(inner, report, priceAgain);
  if (!fuller) return [];
  if (fuller === "same") return rowsToPrice(inner, report, now);
  const hash = contentHash("completion", { idempotencyKey });
  return rowsToComplete(inner, fuller, { idempotencyKey, contentHash: hash, source: null, now });
}

/**
 * Returns the figures of a call and its wrapper together. Returns `same` when the wrapper adds no usage,
 * and null when the wrapper's usage is less than the call's or contradicts it.
 */
function fullerReport(
  inner: KnownCharge,
  report: WrapperReport,
  priceAgain: PriceAgain,
): WrapperReport | "same" | null {
  const { figures } = stateOf(inner);
  const comparison = compareUsage(report, figures);
  const hasGap = hasUsageGap(inner.charge, inner.adjustments);
  if (comparison === "same") return hasGap && !report.usageGap ? report : "same";
  if (figures.inputTokens === null) return report;
  const isGuessed = report.usageGap === "guessed_counts";
  if (hasGap && inner.charge.usageGap === "guessed_counts" && !isGuessed)
    return report.inputTokens === null ? null : report;
  if (isGuessed || comparison === "less") return null;
  return comparison === "more" ? report : mergedReport(inner, report, priceAgain);
}

/** Returns a report with the usage of a call and its wrapper together. A cost that a client reported is not changed. */
function mergedReport(
  inner: KnownCharge,
  report: WrapperReport,
  priceAgain: PriceAgain,
): WrapperReport | null {
  const { figures } = stateOf(inner);
  const usage = mergeUsage(figures, report);
  if (!usage) return null;
  const known = [inner.charge, ...inner.adjustments];
  if (known.some(({ costSource }) => costSource === "reported"))
    return {
      ...report,
      ...usage,
      amountMicroUsd: figures.amountMicroUsd,
      costByKind: figures.costByKind,
      costSource: "reported",
      price: null,
    };
  if (report.costSource === "reported") return { ...report, ...usage };
  const prices = [...known, report].flatMap(({ price }) => price ?? []);
  const pricing = prices.length > 0 ? priceAgain(usage, prices) : null;
  const costSource = known.findLast((row) => row.costSource !== null)?.costSource;
  return (
    pricing && { ...report, ...usage, ...pricing, costSource: costSource ?? report.costSource }
  );
}
