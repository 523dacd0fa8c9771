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
import { gaveWayKey, type KnownCharge, stateOf } from "./known-charge";

type Adjustment = Pick<CreditTransaction, "kind" | "idempotencyKey" | "contentHash"> &
  Partial<CreditTransaction> & { amountMicroUsd: bigint };

/** Identifies a completion and says where it comes from. */
export interface CompletionOrigin {
  idempotencyKey: string;
  contentHash: string;
  source: string | null;
  now: Date;
}

/** What a completion takes from the report. */
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
 * The rows that bring a charge to the figures of a report: a completion and, if the charge had no price
 * and the report has one, its correction. The completion of a charge without a price has the amount 0,
 * because the correction carries the whole amount.
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
 * The cost that a completion adds. A refunded charge never costs less than its refunds, so the
 * completion then takes away less than the figures say. A cost that either side does not know is not
 * changed.
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

/** The correction that gives a charge the price of a report; none if the charge has a price or the report has none. */
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
 * The rows by which a charge gives way to another charge of the same call: they bring its tokens and its
 * cost to 0. What was refunded stays, so that the charge and its refunds together are 0.
 */
export function rowsToGiveWay(known: KnownCharge, now: Date): CreditTransaction[] {
  const { figures, gaveWay } = stateOf(known);
  if (gaveWay) return [];
  const nothing = { ...nothingOf(figures), amountMicroUsd: 0n, costByKind: {} };
  const idempotencyKey = gaveWayKey(known.charge.id);
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
 * The rows that take back a completion, once; none if the charge does not have it. A price that came with
 * the completion belonged to its usage and is taken back as well.
 */
export function rowsToUndo(
  known: KnownCharge,
  completionKey: string,
  now: Date,
): CreditTransaction[] {
  const idempotencyKey = `${completionKey}/undone`;
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
