import type { UsageReport } from "@ai-cost/ledger";
import { costMicroUsd, HOUSE_MODEL } from "./models";
import { seededRandom } from "./random";
import type { StoryRun } from "./run";

/** A refund or a correction of the charge with this key. */
export interface Adjustment {
  kind: "refund" | "correction";
  chargeKey: string;
  amountMicroUsd: bigint;
}

const DAY_MS = 86_400_000;
const PRICED_AFTER_DAYS = 5;
const REFUNDED_SHARE = 0.2;

/** What was learned or given back later: the price of the house's model, and money for failed jobs. */
export function adjustmentsOf(runs: readonly StoryRun[], seed: string, now: Date): Adjustment[] {
  const pricedBefore = new Date(now.getTime() - PRICED_AFTER_DAYS * DAY_MS);
  const reports = runs.flatMap((run) => run.reports);
  return reports.flatMap((report) => {
    const adjustment = correctionOf(report, pricedBefore) ?? refundOf(report, seed);
    return adjustment ? [adjustment] : [];
  });
}

function correctionOf(report: UsageReport, pricedBefore: Date): Adjustment | null {
  if (report.amountMicroUsd !== null || report.occurredAt >= pricedBefore) return null;
  const amountMicroUsd = costMicroUsd(HOUSE_MODEL, report);
  return { kind: "correction", chargeKey: report.idempotencyKey, amountMicroUsd };
}

/** Some failed jobs get the cost of their last call back, all of it or half. */
function refundOf({ job, idempotencyKey, amountMicroUsd }: UsageReport, seed: string) {
  if (job.finished?.status !== "failed" || !amountMicroUsd) return null;
  const random = seededRandom(`${seed}:refund:${idempotencyKey}`);
  if (!random.chance(REFUNDED_SHARE)) return null;
  const refunded = random.chance(0.6) ? amountMicroUsd : amountMicroUsd / 2n;
  return { kind: "refund" as const, chargeKey: idempotencyKey, amountMicroUsd: refunded };
}
