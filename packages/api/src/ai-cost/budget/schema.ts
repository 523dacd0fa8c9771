import { BUDGET_STATUSES } from "@ai-cost/domain";
import { z } from "zod";
import { limitInput } from "../../budgets/schema";
import { dollarsSchema, percentSchema, projectInput } from "../../field-schemas";

/** The budget fields, which the outputs of several procedures contain. */
export const budgetFields = {
  /** The monthly limit in dollars; null when the project has no limit. */
  budgetLimit: dollarsSchema.nullable(),
  /** The month's spend as a percentage of the limit, not clamped; null when the project has no limit. */
  budgetPct: percentSchema.nullable(),
  budgetStatus: z.enum(BUDGET_STATUSES),
};

/** Validates a new limit and converts it to micro-dollars. No later code validates the limit again. */
export const setBudgetLimitInput = projectInput
  .extend({ limitDollars: limitInput })
  .transform(({ limitDollars: limitMicroUsd, ...input }) => ({ ...input, limitMicroUsd }));

export const budgetOutput = z.object(budgetFields);
