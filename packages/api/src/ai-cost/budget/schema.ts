import { BUDGET_STATUSES, limitMicroUsdFromDollars } from "@ai-cost/domain";
import { z } from "zod";
import { dollarsSchema, microUsdSchema, percentSchema, projectInput } from "../../field-schemas";

/** The budget of a project, as part of every output that shows one. */
export const budgetFields = {
  /** Dollars a month; null without a limit. */
  budgetLimit: dollarsSchema.nullable(),
  /** Percentage of the limit that is spent, not clamped; null without a limit. */
  budgetPct: percentSchema.nullable(),
  budgetStatus: z.enum(BUDGET_STATUSES),
};

/** The only check of a new limit: from here on it is a number of micro-dollars. */
export const setBudgetLimitInput = projectInput
  .extend({
    limitDollars: microUsdSchema(
      limitMicroUsdFromDollars,
      "must be 0.01 to 1,000,000 dollars with at most two decimals",
    ),
  })
  .transform(({ limitDollars: limitMicroUsd, ...input }) => ({ ...input, limitMicroUsd }));

export const budgetOutput = z.object(budgetFields);
