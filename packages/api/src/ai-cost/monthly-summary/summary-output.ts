import { type Comparison, daysWindow, percentOf } from "@ai-cost/domain";
import { toCount, toDollars } from "../../exact-numbers";
import type { AgentRow } from "../agent-spend/queries";
import type { RunRow, SummaryRow } from "./queries";
import type { MonthlySummary } from "./schema";

/** A column of the agent types' rows that is summed for the month's totals. */
export type AgentAmount = Exclude<keyof AgentRow, "agentType" | "agentTypes">;

export function toTotalsOutput(total: (amount: AgentAmount) => bigint) {
  const costMicroUsd = total("costMicroUsd");
  const refundedMicroUsd = total("refundedMicroUsd");
  return {
    totalCost: toDollars(costMicroUsd),
    grossCost: toDollars(costMicroUsd + refundedMicroUsd),
    refundedCost: toDollars(refundedMicroUsd),
    inputTokens: toCount(total("inputTokens")),
    outputTokens: toCount(total("outputTokens")),
    totalTokens: toCount(total("inputTokens") + total("outputTokens")),
    totalJobs: toCount(total("jobs")),
    completedJobs: toCount(total("completedJobs")),
    failedJobs: toCount(total("failedJobs")),
    unpricedCharges: toCount(total("unpricedCharges")),
  };
}

/**
 * The comparison with the previous month. Null before the first day is complete, and when the previous
 * month cost nothing on the compared days.
 */
export function toComparisonOutput(
  comparison: Comparison | null,
  { comparedMicroUsd, previousMicroUsd }: SummaryRow,
): MonthlySummary["comparison"] {
  if (!comparison || previousMicroUsd === 0n) return null;
  const { start, end } = daysWindow(comparison.firstDay, comparison.lastDay);
  return {
    start: start.toISOString(),
    end: end.toISOString(),
    cost: toDollars(comparedMicroUsd),
    previousCost: toDollars(previousMicroUsd),
  };
}

export const toRunOutput = (
  run: RunRow,
  totalMicroUsd: bigint,
): MonthlySummary["topRuns"][number] => ({
  runId: run.runId,
  externalId: run.externalId,
  status: run.status,
  trigger: run.trigger,
  startedAt: new Date(run.startedAt).toISOString(),
  jobsEndedAt: run.jobsEndedAt?.toISOString() ?? null,
  jobCount: toCount(run.chargedJobs),
  totalTokens: toCount(run.tokens),
  cost: toDollars(run.costMicroUsd),
  pctOfTotal: percentOf(run.costMicroUsd, totalMicroUsd),
  unpricedCharges: toCount(run.unpricedCharges),
});
