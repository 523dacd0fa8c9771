import {
  type Comparison,
  type DayRange,
  daysOf,
  daysWindow,
  percentOf,
  type SpendByDay,
} from "@ai-cost/domain";
import { toCount, toDollars } from "../../exact-numbers";
import type { AgentRow } from "../agent-spend/queries";
import type { RunRow } from "./queries";
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
  spendByDay: SpendByDay,
): MonthlySummary["comparison"] {
  if (!comparison) return null;
  const { firstDay, lastDay, previousFirstDay, previousLastDay } = comparison;
  const previousMicroUsd = spendOf(spendByDay, { from: previousFirstDay, to: previousLastDay });
  if (previousMicroUsd === 0n) return null;
  const { start, end } = daysWindow(firstDay, lastDay);
  return {
    start: start.toISOString(),
    end: end.toISOString(),
    cost: toDollars(spendOf(spendByDay, { from: firstDay, to: lastDay })),
    previousCost: toDollars(previousMicroUsd),
  };
}

const spendOf = (spendByDay: SpendByDay, range: DayRange): bigint =>
  daysOf(range).reduce((sum, day) => sum + (spendByDay.get(day) ?? 0n), 0n);

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
