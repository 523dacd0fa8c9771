import {
  type Comparison,
  comparisonOf,
  daysWindow,
  dollarsFromMicroUsd,
  monthWindow,
  percentOf,
  successRateOf,
} from "@ai-cost/domain";
import type { z } from "zod";
import type { Context } from "../context";
import { budgetAnswer, readLimit } from "./budget-answer";
import {
  type AgentSpend,
  type MonthSpend,
  monthSpend,
  type RunSpend,
} from "./queries/monthly-summary";
import type { summaryOutput } from "./schema";

type Summary = z.output<typeof summaryOutput>;
type Counted = Exclude<keyof AgentSpend, "agentType">;

/** A month of a project: what it cost, who spent it, what it leaves of the budget. */
export async function monthlySummary(
  { db, now, log }: Context,
  projectId: string,
  month: string,
): Promise<Summary> {
  const comparison = comparisonOf(month, now);
  const spend = await monthSpend(db, projectId, month, comparison);
  const total = (counted: Counted) => spend.agents.reduce((sum, agent) => sum + agent[counted], 0n);
  const costMicroUsd = total("costMicroUsd");
  const { start, end } = monthWindow(month);
  return {
    month,
    periodStart: start.toISOString(),
    periodEnd: end.toISOString(),
    asOf: now.toISOString(),
    ...totalsAnswer(total),
    comparison: comparisonAnswer(comparison, spend),
    agentBreakdown: spend.agents.map((agent) => agentAnswer(agent, costMicroUsd)),
    topRuns: spend.topRuns.map((run) => runAnswer(run, costMicroUsd)),
    ...budgetAnswer(costMicroUsd, readLimit(spend.limitText, projectId, log)),
  };
}

function totalsAnswer(total: (counted: Counted) => bigint) {
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
function comparisonAnswer(
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

function agentAnswer(agent: AgentSpend, totalMicroUsd: bigint): Summary["agentBreakdown"][number] {
  const completedJobs = Number(agent.completedJobs);
  const failedJobs = Number(agent.failedJobs);
  return {
    agentType: agent.agentType,
    totalJobs: Number(agent.jobs),
    completedJobs,
    failedJobs,
    cost: dollarsFromMicroUsd(agent.costMicroUsd),
    pctOfTotal: percentOf(agent.costMicroUsd, totalMicroUsd),
    inputTokens: Number(agent.inputTokens),
    outputTokens: Number(agent.outputTokens),
    totalTokens: Number(agent.inputTokens + agent.outputTokens),
    successRate: successRateOf(completedJobs, failedJobs) ?? 0,
  };
}

const runAnswer = (run: RunSpend, totalMicroUsd: bigint): Summary["topRuns"][number] => ({
  runId: run.runId,
  status: run.status,
  trigger: run.trigger,
  startedAt: new Date(run.startedAt).toISOString(),
  jobCount: Number(run.chargedJobs),
  totalTokens: Number(run.tokens),
  cost: dollarsFromMicroUsd(run.costMicroUsd),
  pctOfTotal: percentOf(run.costMicroUsd, totalMicroUsd),
});
