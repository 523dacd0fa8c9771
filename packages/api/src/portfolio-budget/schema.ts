import { BUDGET_STATUSES } from "@ai-cost/domain";
import { z } from "zod";
import { dollarsSchema, percentSchema } from "../field-schemas";

/** Null when the person has no portfolio budget. */
export const portfolioBudgetOutput = z
  .object({
    limit: dollarsSchema,
    /** Percentages of the limit, in ascending order. */
    thresholds: z.array(z.int()),
    /** The current month's spend of all projects that the person owns, in dollars. */
    spent: dollarsSchema,
    /** The spend as a percentage of the limit, not clamped. */
    pct: percentSchema,
    status: z.enum(BUDGET_STATUSES),
  })
  .nullable();
