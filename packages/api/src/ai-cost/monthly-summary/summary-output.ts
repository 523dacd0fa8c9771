import {
  type Comparison,
  daysWindow,
  dollarsFromMicroUsd,
  percentOf,
  successRateOf,
} from "@ai-cost/domain";
import type { AgentRow, RunRow, SummaryRow } from "./queries";
import type { MonthlySummary } from "./schema";

/** A column of the agent types' rows that is summed for the month's totals. */
export type AgentAmount = Exclude<keyof AgentRow, "agentType">;

export function toTotalsOutput(total: (amount: AgentAmount) => bigint) {
  const costMicroUsd = total("costMicroUsd");
  const refundedMicroUsd = total("refundedMicroUsd");
  return {
    totalCost: dollarsFromMicroUsd(costMicroUsd),
    grossCost: dollarsFromMicroUsd(costMicroUsd + refundedMicroUsd),
    refundedCost: dollarsFromMicroUsd(refundedMicroUsd),
    inputTokens: Number(total("inputTokens")),
    outputTokens: Number(total("outputTokens")),
    totalTokens: Number(total("inputTokens") + total("outputTokens")),
    totalJobs: Number(total("jobs")),
    completedJobs: Number(total("completedJobs")),
    failedJobs: Number(total("failedJobs")),
    unpricedCharges: Number(total("unpricedCharges")),
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
    cost: dollarsFromMicroUsd(comparedMicroUsd),
    previousCost: dollarsFromMicroUsd(previousMicroUsd),
  };
}

export function toAgentOutput(
  agent: AgentRow,
  totalMicroUsd: bigint,
): MonthlySummary["agentBreakdown"][number] {
  const completedJobs = Number(agent.completedJobs);
  const failedJobs = Number(agent.failedJobs);
  return {
    agentType: agent.agentType,
    totalJobs: Number(agent.jobs),
    completedJobs,
    failedJobs,
    unpricedCharges: Number(agent.unpricedCharges),
    cost: dollarsFromMicroUsd(agent.costMicroUsd),
    pctOfTotal: percentOf(agent.costMicroUsd, totalMicroUsd),
    inputTokens: Number(agent.inputTokens),
    outputTokens: Number(agent.outputTokens),
    totalTokens: Number(agent.inputTokens + agent.outputTokens),
    successRate: successRateOf(completedJobs, failedJobs) ?? 0,
  };
}

export const toRunOutput = (
  run: RunRow,
  totalMicroUsd: bigint,
): MonthlySummary["topRuns"][number] => ({
  runId: run.runId,
  status: run.status,
  trigger: run.trigger,
  startedAt: new Date(run.startedAt).toISOString(),
  jobCount: Number(run.chargedJobs),
  totalTokens: Number(run.tokens),
  cost: dollarsFromMicroUsd(run.costMicroUsd),
  pctOfTotal: percentOf(run.costMicroUsd, totalMicroUsd),
});
