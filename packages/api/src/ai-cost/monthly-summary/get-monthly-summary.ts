import { comparisonOf, monthWindow } from "@ai-cost/domain";
import type { ReadContext } from "../../context";
import { budgetAnswer, readLimit } from "../budget/budget-output";
import { monthSpend } from "./queries";
import {
  agentAnswer,
  type Counted,
  comparisonAnswer,
  runAnswer,
  type Summary,
  totalsAnswer,
} from "./summary-output";

/** A month of a project: what it cost, who spent it, what it leaves of the budget. */
export async function monthlySummary(
  { db, now, log }: ReadContext,
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
