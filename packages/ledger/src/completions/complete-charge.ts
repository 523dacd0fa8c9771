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

/** What a further report of a recorded call says, with the hash of its content. */
export interface FurtherReport {
  report: CompletingReport &
    Pick<UsageReport, "idempotencyKey" | "content" | "source" | "model" | "canonicalModel">;
  contentHash: string;
}

/**
 * Compares a further report of a call with its charge, and returns the rows to add: none if the report
 * says no more than what is known. Refuses a report that contradicts what the same source has said.
 */
export function rowsOfFurtherReport(
  known: KnownCharge,
  further: FurtherReport,
  now: Date,
): CreditTransaction[] | Refusal {
  const state = stateOf(known);
  if (state.gaveWay || isRepetition(known, further)) return [];
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
 * Whether the report is one of those that the charge and its completions come from. A charge of the
 * first version and a report with its very time come from the same report, even if more is read out of
 * that report today.
 */
function isRepetition({ charge, adjustments }: KnownCharge, { report }: FurtherReport): boolean {
  const completions = adjustments.filter(({ kind }) => kind === "completion");
  return (
    [charge, ...completions].some(({ contentHash }) => isHashOf(contentHash, report.content)) ||
    (isFirstVersion(charge.contentHash) &&
      report.reportedEndAt?.getTime() === charge.occurredAt.getTime())
  );
}

/** Another source adds only what is not known at all: the counts, or the price. */
function rowsToFill(
  known: KnownCharge,
  { figures }: ChargeState,
  further: FurtherReport,
  now: Date,
): CreditTransaction[] {
  const { report } = further;
  if (figures.inputTokens !== null || report.inputTokens === null)
    return rowsToPrice(known, report, now);
  // A known price stays, because it is not the price of the counts that are added.
  const isPriced = figures.amountMicroUsd !== null;
  const filling = isPriced ? { ...report, amountMicroUsd: null } : report;
  return complete(known, { ...further, report: filling }, now);
}

/**
 * A report with the usage that is known, but with other content. It may give the price that is missing.
 * If there is only a cost and no usage, as in the cost export of a day that is not over, the higher cost
 * is the fuller one. Otherwise the report contradicts the charge (null), except for a charge of the first
 * version, whose hash cannot tell what differs.
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

/** The fuller of two reports cannot have the earlier end, and both must name the same model. */
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
