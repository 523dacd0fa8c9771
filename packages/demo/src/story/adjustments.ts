import { costOf, SELF_HOSTED_MODEL } from "./company/models";
import { seededRandom } from "./random";
import type { StoryRun } from "./run";
import type { CallReport } from "./usage-report";

/** A refund or a correction of the charge whose idempotency key is `chargeKey`. */
export interface Adjustment {
  kind: "refund" | "correction";
  chargeKey: string;
  amountMicroUsd: bigint;
  /** The amount of a correction by kind. */
  costByKind?: Record<string, number>;
}

const DAY_MS = 86_400_000;
const PRICED_AFTER_DAYS = 5;
const REFUND_PROBABILITY = 0.2;
const FULL_REFUND_PROBABILITY = 0.6;

/**
 * Generates a correction for each unpriced charge that is older than `PRICED_AFTER_DAYS`, and
 * refunds for some failed jobs.
 */
export function generateAdjustments(
  runs: readonly StoryRun[],
  seed: string,
  now: Date,
): Adjustment[] {
  const pricedBefore = new Date(now.getTime() - PRICED_AFTER_DAYS * DAY_MS);
  const reports = runs.flatMap((run) => run.reports);
  return reports.flatMap((report) => {
    const adjustment = correctionOf(report, pricedBefore) ?? generateRefund(report, seed);
    return adjustment ? [adjustment] : [];
  });
}

function correctionOf(report: CallReport, pricedBefore: Date): Adjustment | null {
  if (report.amountMicroUsd !== null || report.occurredAt >= pricedBefore) return null;
  return {
    kind: "correction",
    chargeKey: report.idempotencyKey,
    ...costOf(SELF_HOSTED_MODEL, report),
  };
}

/**
 * Refunds the charge, in full or by half, with a fixed probability if it is the last charge of a
 * failed job. Returns null otherwise.
 */
function generateRefund(
  { job, idempotencyKey, amountMicroUsd }: CallReport,
  seed: string,
): Adjustment | null {
  if (job.finished?.status !== "failed" || !amountMicroUsd) return null;
  const random = seededRandom(`${seed}:refund:${idempotencyKey}`);
  if (!random.chance(REFUND_PROBABILITY)) return null;
  const isFull = random.chance(FULL_REFUND_PROBABILITY);
  return {
    kind: "refund",
    chargeKey: idempotencyKey,
    amountMicroUsd: isFull ? amountMicroUsd : amountMicroUsd / 2n,
  };
}
