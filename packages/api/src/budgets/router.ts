import { budgetProcedure, projectQuery } from "../access";
import { router } from "../trpc";
import { backTestBudget } from "./back-test-budget";
import { dropBudget, setBudget } from "./change-budgets";
import { getForecast } from "./get-forecast";
import { listBudgets } from "./list-budgets";
import { listChanges } from "./list-changes";
import {
  backTestInput,
  backTestOutput,
  budgetListOutput,
  forecastInput,
  forecastOutput,
  historyInput,
  historyOutput,
  removeBudgetInput,
  removedBudgetOutput,
  setBudgetInput,
  storedBudgetOutput,
} from "./schema";

/**
 * The monthly budgets of a project, its agent types and its models. A `scope` is `{ kind: "project" }`, or
 * `agentType` or `model` with the name as `value`; a model or an agent may be named as clients report it. Every procedure answers UNAUTHORIZED without a session,
 * NOT_FOUND when the caller is not a member of the project, and BAD_REQUEST for a malformed input. Amounts
 * are in dollars, percentages are 0 to 100, days and months are UTC.
 */
export const budgetsRouter = router({
  /** The budgets with their spend of the current month: the project's, then agent types, then models. */
  list: projectQuery.output(budgetListOutput).query(({ ctx }) => listBudgets(ctx, ctx.project)),

  /**
   * Sets a limit of 0.01 to 1,000,000 dollars with at most two decimals. It applies immediately, to the
   * whole current month. `thresholds` are up to five whole percentages from 1 to 200, at first 80 and 100.
   * `channelIds` are the channels that get the alerts, or null for all that want them, as at first.
   * What is not given keeps its value. FORBIDDEN for members, CONFLICT when the project already has 100
   * budgets for agent types and models, TOO_MANY_REQUESTS after 1,000 changes of its budgets in 24 hours.
   */
  set: budgetProcedure
    .input(setBudgetInput)
    .output(storedBudgetOutput)
    .mutation(({ ctx, input }) => {
      const { scope, reason, limitDollars: limitMicroUsd, thresholds, blocks, channelIds } = input;
      return setBudget(
        ctx,
        { scope, reason },
        {
          limitMicroUsd,
          ...(thresholds && { thresholds }),
          ...(blocks !== undefined && { blocks }),
          ...(channelIds !== undefined && { channelIds }),
        },
      );
    }),

  /** Removes a budget; does nothing when there is none. Its history stays. FORBIDDEN for members. */
  remove: budgetProcedure
    .input(removeBudgetInput)
    .output(removedBudgetOutput)
    .mutation(({ ctx, input }) => dropBudget(ctx, input)),

  /**
   * The 50 newest changes of budgets, or with `before`, the id of a change, the next 50 older changes. The
   * list is empty when `before` is not a change of this project.
   */
  history: projectQuery
    .input(historyInput)
    .output(historyOutput)
    .query(({ ctx, input }) => listChanges(ctx, ctx.project.id, input.before)),

  /**
   * On which days of the last six months the thresholds of a limit would have been reached. Without
   * `thresholds`, those of the budget count. The spend of a day counts at its end.
   */
  backTest: projectQuery
    .input(backTestInput)
    .output(backTestOutput)
    .query(({ ctx, input: { limitDollars: limitMicroUsd, ...input } }) =>
      backTestBudget(ctx, ctx.project.id, { ...input, limitMicroUsd }),
    ),

  /** How the current month is expected to end, how right such forecasts were, and what is left of the limit. */
  forecast: projectQuery
    .input(forecastInput)
    .output(forecastOutput)
    .query(({ ctx, input }) => getForecast(ctx, ctx.project.id, input.scope)),
});
