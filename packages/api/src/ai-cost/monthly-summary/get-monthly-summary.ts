import { comparisonOf, monthWindow } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { toCount } from "../../exact-numbers";
import { toAgentOutput } from "../agent-spend/agent-output";
import { readLimit, toBudgetOutput } from "../budget/budget-output";
import { selectMonthlySummary } from "./queries";
import type { MonthlySummary } from "./schema";
import {
  type AgentAmount,
  toComparisonOutput,
  toRunOutput,
  toTotalsOutput,
} from "./summary-output";

/**
 * The summary of a project's month: its cost, the agent types and runs that caused the cost, and the share
 * of the budget that is spent.
 */
export async function getMonthlySummary(
  { db, now, log }: ReadContext,
  projectId: string,
  month: string,
): Promise<MonthlySummary> {
  const comparison = comparisonOf(month, now);
  const row = await selectMonthlySummary(db, projectId, month, comparison);
  const total = (amount: AgentAmount) => row.agents.reduce((sum, agent) => sum + agent[amount], 0n);
  const totalMicroUsd = total("costMicroUsd");
  const { start, end } = monthWindow(month);
  return {
    month,
    periodStart: start.toISOString(),
    periodEnd: end.toISOString(),
    asOf: now.toISOString(),
    ...toTotalsOutput(total),
    comparison: toComparisonOutput(comparison, row),
    agentBreakdown: row.agents.map((agent) => toAgentOutput(agent, totalMicroUsd)),
    agentTypeCount: toCount(row.agents.reduce((sum, { agentTypes }) => sum + agentTypes, 0n)),
    topRuns: row.topRuns.map((run) => toRunOutput(run, totalMicroUsd)),
    ...toBudgetOutput(totalMicroUsd, readLimit(row.limitText, projectId, log)),
  };
}
