import type { UsedPrice } from "@ai-cost/db";
import { type CompletingReport, rowsToComplete, rowsToPrice } from "../completions/adjustment-rows";
import { isOtherModel } from "../completions/complete-charge";
import { compareUsage, sumOf, type Usage } from "../completions/figures";
import { type KnownCharge, reportedFiguresOf, stateOf } from "../completions/known-charge";
import { contentHash } from "../content-hash";
import type { UsageReport } from "../record/usage-report";
import type { CreditTransaction } from "../unit-of-work/rows";
import { hasUsageGap } from "../unit-of-work/usage-gaps";
import { mergeUsage } from "./merge-usage";

/** Prices usage by the prices of earlier computations. Returns null when these prices are not sufficient. */
export type PriceAgain = (
  usage: Usage,
  prices: readonly UsedPrice[],
) => Pick<UsageReport, "amountMicroUsd" | "costByKind" | "price"> | null;

/** How the rows that a wrapper adds are priced and dated. */
export interface Pricing {
  now: Date;
  priceAgain: PriceAgain;
}

export type WrapperReport = CompletingReport & Pick<UsageReport, "model" | "canonicalModel">;

/** The report of a wrapper, as its charge gives it. */
export const reportOf = (wrapper: KnownCharge): WrapperReport => ({
  ...wrapper.charge,
  ...reportedFiguresOf(wrapper),
  reportedEndAt: stateOf(wrapper).endAt,
});

/** The report of a wrapper, with what a wrapper around it added. */
export function reportWithCompletion(
  wrapper: KnownCharge,
  completion: CreditTransaction,
): WrapperReport {
  const { amountMicroUsd, ...report } = reportOf(wrapper);
  const isPriced = amountMicroUsd !== null;
  const figures = sumOf([{ ...report, amountMicroUsd }, completion]);
  return {
    ...report,
    ...figures,
    ...(!isPriced && { amountMicroUsd: null, costByKind: null }),
    price: completion.price ?? report.price,
    usageGap: completion.usageGap,
  };
}

/**
 * Returns the rows that bring a call to the figures of the wrapper around it, when these are more complete.
 * When the call and its wrapper each know something that the other lacks, the charge gets both, priced by
 * `priceAgain`. Returns no row when they were added before. Guessed counts of the wrapper never change exact
 * counts.
 */
export function rowsFromWrapper(
  inner: KnownCharge,
  idempotencyKey: string,
  report: WrapperReport,
  { now, priceAgain }: Pricing,
): CreditTransaction[] {
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
