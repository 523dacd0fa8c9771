import { percentOf, successRateOf } from "@ai-cost/domain";
import { toCount, toDollars } from "../../exact-numbers";
import type { AgentRow } from "./queries";
import type { AgentSpend } from "./schema";

export function toAgentOutput(agent: AgentRow, totalMicroUsd: bigint): AgentSpend {
  const completedJobs = toCount(agent.completedJobs);
  const failedJobs = toCount(agent.failedJobs);
  return {
    agentType: agent.agentType,
    totalJobs: toCount(agent.jobs),
    completedJobs,
    failedJobs,
    unpricedCharges: toCount(agent.unpricedCharges),
    cost: toDollars(agent.costMicroUsd),
    pctOfTotal: percentOf(agent.costMicroUsd, totalMicroUsd),
    inputTokens: toCount(agent.inputTokens),
    outputTokens: toCount(agent.outputTokens),
    totalTokens: toCount(agent.inputTokens + agent.outputTokens),
    successRate: successRateOf(completedJobs, failedJobs) ?? 0,
  };
}
