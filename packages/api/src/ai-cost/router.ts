import { budgetProcedure, projectQuery, userProcedure } from "../access";
import { toChargeOutput } from "../charges/charge-output";
import { selectCharges } from "../charges/queries";
import { recentTransactionsInput, recentTransactionsOutput } from "../charges/schema";
import { projectPageInput } from "../field-schemas";
import { router } from "../trpc";
import { listAgentTypes } from "./agent-spend/list-agent-types";
import { agentTypesInput, agentTypesOutput } from "./agent-spend/schema";
import { getBreakdown } from "./breakdown/get-breakdown";
import { breakdownInput, breakdownOutput } from "./breakdown/schema";
import { changeLimit } from "./budget/change-limit";
import { budgetOutput, setBudgetLimitInput } from "./budget/schema";
import { getCrossProjectSummary } from "./cross-project-summary/get-cross-project-summary";
import { crossProjectSummaryOutput } from "./cross-project-summary/schema";
import { getMonthlySummary } from "./monthly-summary/get-monthly-summary";
import { monthlySummaryInput, monthlySummaryOutput } from "./monthly-summary/schema";
import { getMonthsWithData } from "./months/get-months-with-data";
import { monthsWithDataOutput } from "./months/schema";
import { getExceededNameLimits } from "./name-limits/get-exceeded-name-limits";
import { exceededNameLimitsOutput } from "./name-limits/schema";
import { parseMonth } from "./parse-month";
import { getDailySpend } from "./spend-series/get-daily-spend";
import { getMonthlyTrend } from "./spend-series/get-monthly-trend";
import { dailySpendInput, dailySpendOutput, monthlyTrendOutput } from "./spend-series/schema";
import { getUsageGaps } from "./usage-gaps/get-usage-gaps";
import { usageGapsInput, usageGapsOutput } from "./usage-gaps/schema";

/**
 * What a project's agents cost. Every procedure answers UNAUTHORIZED without a session and BAD_REQUEST for
 * a malformed input. A procedure that takes a project answers NOT_FOUND when the caller is not a member of
 * that project.
 */
export const aiCostRouter = router({
  /**
   * One UTC month of a project: totals, agent types, the five most expensive runs and the budget. `month`
   * is `YYYY-MM`, by default the current month; BAD_REQUEST for a future month. Amounts are in dollars,
   * percentages are 0 to 100.
   */
  getMonthlySummary: projectQuery
    .input(monthlySummaryInput)
    .output(monthlySummaryOutput)
    .query(({ ctx, input }) =>
      getMonthlySummary(ctx, ctx.project.id, parseMonth(input.month, ctx.now)),
    ),

  /**
   * The agent types of one UTC month, the most expensive first: 100, or with `after`, the agent type of
   * the last row, the next 100. The list is empty when the month has no usage of `after`. `month` is
   * `YYYY-MM`, by default the current month; BAD_REQUEST for a future month. Amounts are in dollars,
   * percentages are 0 to 100.
   */
  listAgentTypes: projectQuery
    .input(agentTypesInput)
    .output(agentTypesOutput)
    .query(({ ctx, input: { month, after } }) =>
      listAgentTypes(ctx.db, ctx.project.id, { month: parseMonth(month, ctx.now), after }),
    ),

  /** Dollars, tokens and jobs of six UTC months, oldest first. The last month is the current one. */
  getMonthlyTrend: projectQuery
    .output(monthlyTrendOutput)
    .query(({ ctx }) => getMonthlyTrend(ctx, ctx.project.id)),

  /** The UTC months in which the project has usage, newest first, each with its dollars. */
  getMonthsWithData: projectQuery
    .output(monthsWithDataOutput)
    .query(({ ctx }) => getMonthsWithData(ctx, ctx.project.id)),

  /**
   * Dollars, tokens and jobs of UTC days, oldest first. The input has either `days` or `month`. `days` is
   * 7, 14, 30 or 90 and selects that many days, ending today. `month` selects all days of the month; the
   * current month ends today. BAD_REQUEST for a future month.
   */
  getDailySpend: projectQuery
    .input(dailySpendInput)
    .output(dailySpendOutput)
    .query(({ ctx, input }) => getDailySpend(ctx, ctx.project.id, input)),

  /**
   * Usage and cost of UTC days from `from` to `to`, both inclusive and at most 400 days, by part of the range
   * (`interval`) and by agent type, model or kind of token (`groupBy`). `filter` selects agent types and
   * models. `compare` adds the same figures of the previous period or of the same days of the previous
   * month. Amounts are in dollars. BAD_REQUEST for a range that is too long or reaches beyond the current
   * month.
   */
  getBreakdown: projectQuery
    .input(breakdownInput)
    .output(breakdownOutput)
    .query(({ ctx, input }) => getBreakdown(ctx, ctx.project, input)),

  /**
   * The sources of one UTC month whose clients are known to leave something out, with their calls, dollars
   * and tokens. `month` is `YYYY-MM`, by default the current month; BAD_REQUEST for a future month.
   */
  getUsageGaps: projectQuery
    .input(usageGapsInput)
    .output(usageGapsOutput)
    .query(({ ctx, input }) =>
      getUsageGaps(ctx.db, ctx.project.id, parseMonth(input.month, ctx.now)),
    ),

  /**
   * The kinds of names of which the project has used more new ones in a UTC day than it may. The spend of
   * the others counts under `unknown`. The list is empty when no limit was ever exceeded.
   */
  getExceededNameLimits: projectQuery
    .output(exceededNameLimitsOutput)
    .query(({ ctx }) => getExceededNameLimits(ctx.db, ctx.project.id)),

  /**
   * The current UTC month of every project of the caller. The totals include only the projects that the
   * caller owns; the caller's other projects are listed separately. `page`, from 1, selects the next 100
   * projects of both lists; the totals include all pages. Amounts are in dollars, percentages
   * are 0 to 100.
   */
  getCrossProjectSummary: userProcedure
    .input(projectPageInput)
    .output(crossProjectSummaryOutput)
    .query(({ ctx, input }) => getCrossProjectSummary(ctx, ctx.user.id, input.page)),

  /**
   * Sets the monthly limit: 0.01 to 1,000,000 dollars with at most two decimals. The limit applies
   * immediately, to the whole current month. Usage above the limit is still recorded. FORBIDDEN for
   * members.
   */
  setBudgetLimit: budgetProcedure
    .input(setBudgetLimitInput)
    .output(budgetOutput)
    .mutation(({ ctx, input }) => changeLimit(ctx, input.limitMicroUsd)),

  /** Clears the monthly limit; does nothing when the project has no limit. FORBIDDEN for members. */
  clearBudgetLimit: budgetProcedure
    .output(budgetOutput)
    .mutation(({ ctx }) => changeLimit(ctx, null)),

  /**
   * The 50 newest charges of all months or of one UTC `month`, or with `before`, the id of a charge, the next
   * 50 older charges. `filter` selects agent types and models among the next 5,000 charges. The list is
   * empty when `before` is not a charge of this project. `cost` is in dollars before refunds; null when the
   * charge is unpriced. BAD_REQUEST for a future month.
   */
  getRecentTransactions: projectQuery
    .input(recentTransactionsInput)
    .output(recentTransactionsOutput)
    .query(async ({ ctx, input }) => {
      const charges = await selectCharges(ctx.db, ctx.project.id, {
        ...input.filter,
        month: input.month && parseMonth(input.month, ctx.now),
        afterId: input.before,
      });
      return charges.map(toChargeOutput);
    }),
});
