import { DAILY_RANGES_DAYS } from "@ai-cost/domain";
import { z } from "zod";
import { countSchema, dollarsSchema, monthSchema, projectInput } from "../../field-schemas";

const spend = {
  /** The cost in dollars. */
  cost: dollarsSchema,
  totalTokens: countSchema,
  jobCount: countSchema,
};

export const monthlyTrendOutput = z.array(
  z.object({
    /** The UTC month, `YYYY-MM`. */
    month: z.string(),
    ...spend,
  }),
);

export const dailySpendInput = projectInput
  .extend({
    days: z.literal([...DAILY_RANGES_DAYS]).optional(),
    month: monthSchema.optional(),
  })
  .refine(({ days, month }) => (days === undefined) !== (month === undefined), {
    message: "give either days (7, 14, 30 or 90) or month (YYYY-MM)",
    path: ["days"],
  });

export const dailySpendOutput = z.array(
  z.object({
    /** The UTC day, `YYYY-MM-DD`. */
    date: z.iso.date(),
    ...spend,
  }),
);
