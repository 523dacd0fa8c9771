import { newId } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import { CORRECTION_KEY_PREFIX } from "../field-rules";
import type { UsageReport } from "../record/usage-report";
import { type CreditTransaction, WITHOUT_USAGE } from "../unit-of-work/rows";
import {
  attributedCost,
  costBetween,
  type Figures,
  nothingOf,
  sumOf,
  usageBetween,
  without,
} from "./figures";
import { type KnownCharge, stateOf, supersededKey, undoneKey } from "./known-charge";

type Adjustment = Pick<CreditTransaction, "kind" | "idempotencyKey" | "contentHash"> &
  Partial<CreditTransaction> & { amountMicroUsd: bigint };

/**
 * The idempotency key, the content hash and the source of a completion, and the time at which it is
 * recorded.
 */
export interface CompletionOrigin {
  idempotencyKey: string;
  contentHash: string;
  source: string | null;
  now: Date;
}

/** The fields of a usage report that a completion needs. */
export type CompletingReport = Figures &
  Pick<UsageReport, "costSource" | "price" | "serviceTier" | "reportedEndAt" | "usageGap">;

function rowOf({ charge }: KnownCharge, now: Date, adjustment: Adjustment): CreditTransaction {
  return {
    ...WITHOUT_USAGE,
    id: newId(),
    agentJobId: charge.agentJobId,
    chargeId: charge.id,
    model: charge.model,
    canonicalModel: charge.canonicalModel,
    provider: charge.provider,
    costByKind: null,
    source: null,
    costSource: null,
    price: null,
    occurredAt: charge.occurredAt,
    recordedAt: now,
    ...adjustment,
  };
}

/**
 * Returns the rows that bring a charge to the figures of a report: a completion and, if the charge had no
 * price and the report has one, a correction. The completion of a charge without a price has the amount 0,
 * because the correction has the whole amount.
 */
export function rowsToComplete(
  known: KnownCharge,
  report: CompletingReport,
  { now, ...origin }: CompletionOrigin,
): CreditTransaction[] {
  const { figures, refundedMicroUsd } = stateOf(known);
  const completion = rowOf(known, now, {
    kind: "completion",
    ...origin,
    ...usageBetween(figures, report),
    ...costOfCompletion(figures, report, refundedMicroUsd),
    serviceTier: report.serviceTier ?? null,
    usageGap: report.usageGap ?? null,
    reportedEndAt: report.reportedEndAt ?? null,
  });
  return [completion, ...rowsToPrice(known, report, now)];
}

/**
 * Returns the cost that a completion adds, which may be negative. It never brings the cost of a charge
 * below its refunds. It is 0 when the charge or the report has no price.
 */
function costOfCompletion(known: Figures, report: CompletingReport, refundedMicroUsd: bigint) {
  if (known.amountMicroUsd === null || report.amountMicroUsd === null)
    return { amountMicroUsd: 0n, costByKind: {} };
  const costMicroUsd =
    report.amountMicroUsd < refundedMicroUsd ? refundedMicroUsd : report.amountMicroUsd;
  const amountMicroUsd = costMicroUsd - known.amountMicroUsd;
  return {
    amountMicroUsd,
    costByKind: costBetween(attributedCost(known), attributedCost(report), amountMicroUsd),
    costSource: report.costSource,
    price: report.price,
  };
}

/**
 * Returns the correction that gives a charge the price of a report. Returns no row if the charge has a
 * price or the report has none.
 */
export function rowsToPrice(
  known: KnownCharge,
  { amountMicroUsd, costByKind, costSource, price }: CompletingReport,
  now: Date,
): CreditTransaction[] {
  if (stateOf(known).figures.amountMicroUsd !== null || amountMicroUsd === null) return [];
  const chargeId = known.charge.id;
  const correction = rowOf(known, now, {
    kind: "correction",
    idempotencyKey: `${CORRECTION_KEY_PREFIX}${chargeId}`,
    contentHash: contentHash("correction", { chargeId, amountMicroUsd }),
    amountMicroUsd,
    costByKind: attributedCost({ amountMicroUsd, costByKind }),
    costSource,
    price,
  });
  return [correction];
}

/**
 * Returns the rows that bring the tokens and the cost of a charge to 0, because another charge of the same
 * call replaces it. Refunds stay: the cost then equals the refunds, so that both together are 0.
 */
export function rowsToGiveWay(known: KnownCharge, now: Date): CreditTransaction[] {
  const idempotencyKey = supersededKey(known.charge.id);
  if (known.adjustments.some((row) => row.idempotencyKey === idempotencyKey)) return [];
  const nothing = { ...nothingOf(stateOf(known).figures), amountMicroUsd: 0n, costByKind: {} };
  return rowsToComplete(
    known,
    { ...nothing, costSource: null, price: null },
    {
      idempotencyKey,
      contentHash: contentHash("completion", { idempotencyKey }),
      source: null,
      now,
    },
  );
}

/**
 * Returns the rows that take back a completion. Returns no row if the charge does not have the completion,
 * or if it was already taken back. A price that was recorded together with the completion is taken back as
 * well, because it was the price of the completion's usage.
 */
export function rowsToUndo(
  known: KnownCharge,
  completionKey: string,
  now: Date,
): CreditTransaction[] {
  const idempotencyKey = undoneKey(completionKey);
  const { adjustments } = known;
  const completion = adjustments.find((row) => row.idempotencyKey === completionKey);
  const isUndone = adjustments.some((row) => row.idempotencyKey === idempotencyKey);
  if (!completion || isUndone) return [];
  const cameWith = ({ kind, recordedAt }: CreditTransaction) =>
    kind === "correction" && recordedAt.getTime() === completion.recordedAt.getTime();
  const added = sumOf([completion, ...adjustments.filter(cameWith)]);
  const { usageGap } = known.charge;
  const figures = without(stateOf(known).figures, added);
  const report = { ...figures, costSource: null, price: null, usageGap };
  const hash = contentHash("completion", { idempotencyKey });
  return rowsToComplete(known, report, { idempotencyKey, contentHash: hash, source: null, now });
}
