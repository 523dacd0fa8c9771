import { evaluateBudget } from "@ai-cost/budgets";
import {
  addMonths,
  comparisonOf,
  type DayRange,
  dayOf,
  firstForecastDay,
  monthOf,
  monthRange,
  monthWindow,
} from "@ai-cost/domain";
import { toForecastOutput } from "../../budgets/forecast-output";
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
  const days = daysToRead(month, now);
  const row = await selectMonthlySummary(db, projectId, { month, now, days });
  const total = (amount: AgentAmount) => row.agents.reduce((sum, agent) => sum + agent[amount], 0n);
  const totalMicroUsd = total("costMicroUsd");
  const limitMicroUsd = readLimit(row.limitText, projectId, log);
  const { start, end } = monthWindow(month);
  return {
    month,
    periodStart: start.toISOString(),
    periodEnd: end.toISOString(),
    asOf: now.toISOString(),
    ...toTotalsOutput(total),
    comparison: toComparisonOutput(comparison, row.spendByDay),
    agentBreakdown: row.agents.map((agent) => toAgentOutput(agent, totalMicroUsd)),
    agentTypeCount: toCount(row.agents.reduce((sum, { agentTypes }) => sum + agentTypes, 0n)),
    topRuns: row.topRuns.map((run) => toRunOutput(run, totalMicroUsd)),
    ...toBudgetOutput(totalMicroUsd, limitMicroUsd),
    ...(month === monthOf(now)
      ? toForecastOutput(evaluateBudget(row.spendByDay, dayOf(now), limitMicroUsd))
      : { forecast: null, forecastFrom: null }),
  };
}

/** The days of the comparison, and for the current month those that its forecast looks back on. */
function daysToRead(month: string, now: Date): DayRange {
  const today = dayOf(now);
  if (month === monthOf(now)) return { from: firstForecastDay(today), to: today };
  return { from: `${addMonths(month, -1)}-01`, to: monthRange(month).to };
}
