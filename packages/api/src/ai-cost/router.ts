import { chargeAnswer } from "../charges/charge-output";
import { newestCharges } from "../charges/queries";
import { noInput } from "../field-schemas";
import { budgetProcedure, projectQuery, userProcedure } from "../procedures";
import { router } from "../trpc";
import { askedLimit } from "./asked-limit";
import { changeBudget } from "./budget/change-budget";
import { crossProjectSummary } from "./cross-project-summary/get-cross-project-summary";
import { monthlySummary } from "./monthly-summary/get-monthly-summary";
import { askedMonth } from "./parse-month";
import {
  budgetOutput,
  crossProjectOutput,
  dailyInput,
  dailyOutput,
  recentInput,
  recentOutput,
  setBudgetInput,
  summaryInput,
  summaryOutput,
  trendOutput,
} from "./schema";
import { dailySpend } from "./spend-series/get-daily-spend";
import { monthlyTrend } from "./spend-series/get-monthly-trend";

/**
 * What a project's agents cost. Every procedure answers UNAUTHORIZED without a session and, where it
 * takes a project, NOT_FOUND for one that is not the caller's and BAD_REQUEST for a malformed input.
 */
export const aiCostRouter = router({
  /**
   * A UTC month of a project, the current one unless `month` (`YYYY-MM`) names another: total,
   * agents, five dearest runs, budget. Dollars, tokens, percent from 0 to 100.
   * BAD_REQUEST for a month that has not begun.
   */
  getMonthlySummary: projectQuery
    .input(summaryInput)
    .output(summaryOutput)
    .query(({ ctx, input }) =>
      monthlySummary(ctx, ctx.project.id, askedMonth(input.month, ctx.now)),
    ),

  /** Six UTC months, oldest first, the current one last and not over yet. Dollars and tokens. */
  getMonthlyTrend: projectQuery
    .output(trendOutput)
    .query(({ ctx }) => monthlyTrend(ctx, ctx.project.id)),

  /**
   * UTC days, oldest first: the last 7, 14, 30 or 90 ending today (`days`), or those of a `month`,
   * of the current one up to today. Dollars and tokens. BAD_REQUEST for a month that has not begun.
   */
  getDailySpend: projectQuery
    .input(dailyInput)
    .output(dailyOutput)
    .query(({ ctx, input }) => dailySpend(ctx, ctx.project.id, input)),

  /**
   * The current UTC month of all of the caller's projects. Those that the caller owns make the
   * totals; those shared with the caller come apart. Dollars, tokens, percent from 0 to 100.
   */
  getCrossProjectSummary: userProcedure
    .input(noInput)
    .output(crossProjectOutput)
    .query(({ ctx }) => crossProjectSummary(ctx, ctx.user.id)),

  /**
   * Sets the monthly limit, 0.01 to 1,000,000 dollars with at most two decimals; it holds for the
   * whole current month at once, and it stops nothing. FORBIDDEN for members.
   */
  setBudgetLimit: budgetProcedure
    .input(setBudgetInput)
    .output(budgetOutput)
    .mutation(({ ctx, input }) =>
      changeBudget(ctx, {
        projectId: ctx.project.id,
        actorId: ctx.user.id,
        limitMicroUsd: askedLimit(input.limitDollars),
      }),
    ),

  /** Clears the monthly limit; without one it changes nothing. FORBIDDEN for members. */
  clearBudgetLimit: budgetProcedure.output(budgetOutput).mutation(({ ctx }) =>
    changeBudget(ctx, {
      projectId: ctx.project.id,
      actorId: ctx.user.id,
      limitMicroUsd: null,
    }),
  ),

  /**
   * The 50 newest charges of any month; with `before`, the 50 that follow that charge, none when it
   * is not one of this project. `cost` in dollars before refunds, null while the price is unknown.
   */
  getRecentTransactions: projectQuery
    .input(recentInput)
    .output(recentOutput)
    .query(async ({ ctx, input }) => {
      const charges = await newestCharges(ctx.db, ctx.project.id, { afterId: input.before });
      return charges.map(chargeAnswer);
    }),
});
