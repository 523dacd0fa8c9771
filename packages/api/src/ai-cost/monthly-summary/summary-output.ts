import {
  type Comparison,
  daysWindow,
  dollarsFromMicroUsd,
  percentOf,
  successRateOf,
} from "@ai-cost/domain";
import type { z } from "zod";
import type { summaryOutput } from "../schema";
import type { AgentSpend, MonthSpend, RunSpend } from "./queries";

export type Summary = z.output<typeof summaryOutput>;
/** What a month adds up over its agent types. */
export type Counted = Exclude<keyof AgentSpend, "agentType">;

export function totalsAnswer(total: (counted: Counted) => bigint) {
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

/** Null without a complete day, and where nothing was spent before: no change can be said of 0. */
export function comparisonAnswer(
  comparison: Comparison | null,
  { comparedMicroUsd, previousMicroUsd }: MonthSpend,
): Summary["comparison"] {
  if (!comparison || previousMicroUsd === 0n) return null;
  const { start, end } = daysWindow(comparison.firstDay, comparison.lastDay);
  return {
    start: start.toISOString(),
    end: end.toISOString(),
    cost: dollarsFromMicroUsd(comparedMicroUsd),
    previousCost: dollarsFromMicroUsd(previousMicroUsd),
  };
}

export function agentAnswer(
  agent: AgentSpend,
  totalMicroUsd: bigint,
): Summary["agentBreakdown"][number] {
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

export const runAnswer = (run: RunSpend, totalMicroUsd: bigint): Summary["topRuns"][number] => ({
  runId: run.runId,
  status: run.status,
  trigger: run.trigger,
  startedAt: new Date(run.startedAt).toISOString(),
  jobCount: Number(run.chargedJobs),
  totalTokens: Number(run.tokens),
  cost: dollarsFromMicroUsd(run.costMicroUsd),
  pctOfTotal: percentOf(run.costMicroUsd, totalMicroUsd),
});
