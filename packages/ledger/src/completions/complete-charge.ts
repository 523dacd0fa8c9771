import { contentHash, isFirstVersion, isHashOf } from "../content-hash";
import { COMPLETION_KEY_PREFIX } from "../field-rules";
import { BEYOND_LIMIT } from "../names/name-cache";
import type { Refusal } from "../outcome";
import type { UsageReport } from "../record/usage-report";
import { contentConflict } from "../unit-of-work/credit-transactions";
import type { CreditTransaction } from "../unit-of-work/rows";
import { type CompletingReport, rowsToComplete, rowsToPrice } from "./adjustment-rows";
import { compareUsage, countsOf } from "./figures";
import { type ChargeState, type KnownCharge, stateOf } from "./known-charge";

/** What another report says about a call that is already recorded, with the hash of its content. */
export interface FurtherReport {
  report: CompletingReport &
    Pick<UsageReport, "idempotencyKey" | "content" | "source" | "model" | "canonicalModel">;
  contentHash: string;
}

/**
 * Compares another report of a recorded call with the call's charge, and returns the rows to add. Returns
 * no row if the report says nothing new. Returns a refusal if the report contradicts an earlier report of
 * the same source.
 */
export function rowsOfFurtherReport(
  known: KnownCharge,
  further: FurtherReport,
  now: Date,
): CreditTransaction[] | Refusal {
  const state = stateOf(known);
  if (state.isSuperseded || isRepetition(known, further)) return [];
  const { report } = further;
  if (state.source !== null && state.source !== report.source)
    return rowsToFill(known, state, further, now);
  const conflict = contentConflict(report.idempotencyKey);
  const comparison = compareUsage(report, state.figures);
  if (comparison === "same") return rowsOfSameUsage(known, state, further, now) ?? conflict;
  if (comparison === "neither" || isContradiction(comparison, known, state, report))
    return conflict;
  return comparison === "more" ? complete(known, further, now) : [];
}

/**
 * Whether the charge or one of its completions was recorded from the same report. A charge whose hash is
 * of the first version is compared by time instead, because the current version reads more fields from a
 * report, which changes the hash.
 */
function isRepetition({ charge, adjustments }: KnownCharge, { report }: FurtherReport): boolean {
  const completions = adjustments.filter(({ kind }) => kind === "completion");
  return (
    [charge, ...completions].some(({ contentHash }) => isHashOf(contentHash, report.content)) ||
    (isFirstVersion(charge.contentHash) &&
      report.reportedEndAt?.getTime() === charge.occurredAt.getTime())
  );
}

/**
 * Returns the rows for a report from another source. Such a report adds the counts only if the charge has
 * none, and the price only if the charge has none.
 */
function rowsToFill(
  known: KnownCharge,
  { figures }: ChargeState,
  further: FurtherReport,
  now: Date,
): CreditTransaction[] {
  const { report } = further;
  if (figures.inputTokens !== null || report.inputTokens === null)
    return rowsToPrice(known, report, now);
  // The charge keeps its price, even if that price was not computed from the counts that are added here.
  const isPriced = figures.amountMicroUsd !== null;
  const filling = isPriced ? { ...report, amountMicroUsd: null } : report;
  return complete(known, { ...further, report: filling }, now);
}

/**
 * Returns the rows for a report whose usage equals the usage of the charge, but whose content differs. The
 * report may give a price that the charge lacks. If both have a cost and no usage, as in a cost export of
 * a day that is not over yet, the higher cost is the more complete one. Otherwise the report contradicts
 * the charge, and the result is null; except for a charge whose hash is of the first version, because that
 * hash does not show whether only the time differs.
 */
function rowsOfSameUsage(
  known: KnownCharge,
  { figures }: ChargeState,
  further: FurtherReport,
  now: Date,
): CreditTransaction[] | null {
  const { report } = further;
  if (figures.amountMicroUsd === null && report.amountMicroUsd !== null)
    return rowsToPrice(known, report, now);
  if (figures.inputTokens === null && figures.amountMicroUsd !== null)
    return (report.amountMicroUsd ?? 0n) > figures.amountMicroUsd
      ? complete(known, further, now)
      : [];
  return isFirstVersion(known.charge.contentHash) ? [] : null;
}

/**
 * Whether two reports contradict each other: the more complete report has the earlier end, or the reports
 * name different models.
 */
function isContradiction(
  comparison: "more" | "less",
  { charge }: KnownCharge,
  { endAt }: ChargeState,
  { reportedEndAt, ...report }: FurtherReport["report"],
): boolean {
  if (isOtherModel(charge, report)) return true;
  if (!reportedEndAt) return false;
  return comparison === "more"
    ? reportedEndAt < endAt
    : reportedEndAt > endAt && report.inputTokens !== null;
}

type Named = Pick<UsageReport, "model" | "canonicalModel">;

const isNamed = ({ canonicalModel }: Named): boolean =>
  !!canonicalModel && canonicalModel !== BEYOND_LIMIT;

export const isOtherModel = (one: Named, other: Named): boolean =>
  isNamed(one) && isNamed(other)
    ? one.canonicalModel !== other.canonicalModel
    : !!one.model && !!other.model && one.model !== other.model;

const complete = (known: KnownCharge, { report, ...further }: FurtherReport, now: Date) =>
  rowsToComplete(known, report, {
    idempotencyKey: `${COMPLETION_KEY_PREFIX}${known.charge.id}/${hashOf(report, further.contentHash)}`,
    contentHash: further.contentHash,
    source: report.source,
    now,
  });

const hashOf = (report: FurtherReport["report"], ofContent: string): string =>
  contentHash("completion", {
    ofContent,
    ...countsOf(report),
    units: JSON.stringify(Object.entries(report.units ?? {}).sort()),
  });
