import { userProcedure } from "../access";
import { backTestOutput } from "../budgets/schema";
import { noInput } from "../field-schemas";
import { router } from "../trpc";
import { listPortfolioChanges } from "./list-portfolio-changes";
import {
  backTestPortfolio,
  changePortfolioBudget,
  dropPortfolioBudget,
  getPortfolioBudget,
} from "./portfolio-budget";
import {
  backTestPortfolioInput,
  portfolioBudgetOutput,
  portfolioHistoryInput,
  portfolioHistoryOutput,
  setPortfolioInput,
} from "./schema";

/**
 * The signed-in person's monthly budget for all projects that they own together. It warns and never blocks
 * work. Nobody else can see or change it. Every procedure answers UNAUTHORIZED without a session and
 * BAD_REQUEST for a malformed input. Amounts are in dollars, percentages are 0 to 100.
 */
export const portfolioBudgetRouter = router({
  /** The budget and the current UTC month's spend; null when the person has no such budget. */
  get: userProcedure
    .input(noInput)
    .output(portfolioBudgetOutput)
    .query(({ ctx }) => getPortfolioBudget(ctx, ctx.user)),

  /**
   * Sets the limit, 0.01 to 1,000,000 dollars with at most two decimals. Without `thresholds` the budget
   * keeps those that it has, at first 80 and 100.
   */
  set: userProcedure
    .input(setPortfolioInput)
    .output(portfolioBudgetOutput)
    .mutation(({ ctx, input: { limitDollars: limitMicroUsd, ...settings } }) =>
      changePortfolioBudget(ctx, ctx.user, { limitMicroUsd, ...settings }),
    ),

  /** Removes the budget and keeps its history; does nothing when there is none. */
  remove: userProcedure
    .input(noInput)
    .output(portfolioBudgetOutput)
    .mutation(({ ctx }) => dropPortfolioBudget(ctx, ctx.user)),

  /**
   * The 50 newest changes of the budget, or with `before`, the id of a change, the next 50 older changes. The
   * list is empty when the person has no such change.
   */
  history: userProcedure
    .input(portfolioHistoryInput)
    .output(portfolioHistoryOutput)
    .query(({ ctx, input }) => listPortfolioChanges(ctx, ctx.user.id, input.before)),

  /** When each threshold of a limit would have been reached in the last six months, to the day. */
  backTest: userProcedure
    .input(backTestPortfolioInput)
    .output(backTestOutput)
    .query(({ ctx, input: { limitDollars: limitMicroUsd, thresholds } }) =>
      backTestPortfolio(ctx, ctx.user, { limitMicroUsd, thresholds }),
    ),
});
