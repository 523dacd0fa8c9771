import { userProcedure } from "../access";
import { portfolioInput } from "../budgets/schema";
import { noInput } from "../field-schemas";
import { router } from "../trpc";
import { getPortfolioBudget, removePortfolioBudget, setPortfolioBudget } from "./portfolio-budget";
import { portfolioBudgetOutput } from "./schema";

/**
 * The signed-in person's monthly budget for all projects that they own together. It warns and never blocks
 * work. Every procedure answers UNAUTHORIZED without a session and BAD_REQUEST for a malformed input.
 * Amounts are in dollars, percentages are 0 to 100.
 */
export const portfolioBudgetRouter = router({
  /** The budget and the current UTC month's spend; null when the person has no such budget. */
  get: userProcedure
    .input(noInput)
    .output(portfolioBudgetOutput)
    .query(({ ctx }) => getPortfolioBudget(ctx, ctx.user.id)),

  /**
   * Sets the limit, 0.01 to 1,000,000 dollars with at most two decimals. Without `thresholds` the budget
   * keeps those that it has, at first 80 and 100.
   */
  set: userProcedure
    .input(portfolioInput)
    .output(portfolioBudgetOutput)
    .mutation(({ ctx, input: { limitDollars: limitMicroUsd, thresholds } }) =>
      setPortfolioBudget(ctx, ctx.user.id, { limitMicroUsd, thresholds }),
    ),

  /** Removes the budget; does nothing when there is none. */
  remove: userProcedure
    .input(noInput)
    .output(portfolioBudgetOutput)
    .mutation(({ ctx }) => removePortfolioBudget(ctx, ctx.user.id)),
});
