import { BUDGET_ALERT_KINDS } from "@ai-cost/db";
import { BUDGET_STATUSES } from "@ai-cost/domain";
import { z } from "zod";
import { forecastFields, limitFields, reasonInput } from "../budgets/schema";
import { countSchema, dollarsSchema, instantSchema, percentSchema } from "../field-schemas";

export const setPortfolioInput = z.object({ ...limitFields, reason: reasonInput });

export const backTestPortfolioInput = z.object(limitFields);

export const portfolioHistoryInput = z
  .object({
    /** The id of the last change of the previous page of results. */
    before: z.uuid("is not the id of a change").optional(),
  })
  .default({});

/** Percentages of the limit, in ascending order. */
const thresholds = z.array(z.int());

/** Null when the person has no portfolio budget. */
export const portfolioBudgetOutput = z
  .object({
    limit: dollarsSchema,
    thresholds,
    /**
     * The current month's spend of all projects that the person owns, in dollars. A lower bound when
     * `unpricedCharges` is above 0. Null when a number cannot hold the sum exactly, from nine full months on.
     */
    spent: dollarsSchema.nullable(),
    /** The spend as a percentage of the limit, not clamped. */
    pct: percentSchema,
    status: z.enum(BUDGET_STATUSES),
    unpricedCharges: countSchema,
    ...forecastFields,
    /**
     * The last alert of each kind and threshold in the current month, oldest first. The threshold is null for a
     * forecast.
     */
    alerts: z.array(
      z.object({
        kind: z.enum(BUDGET_ALERT_KINDS),
        threshold: z.int().nullable(),
        at: instantSchema,
      }),
    ),
    /** The address that gets the alerts; null if no mail server is configured. */
    recipient: z.string().nullable(),
  })
  .nullable();

const changedSettings = z.object({ limit: dollarsSchema, thresholds }).nullable();

/** At most 50 changes, newest first. */
export const portfolioHistoryOutput = z.array(
  z.object({
    id: z.string(),
    at: instantSchema,
    /** Null when the budget was new. */
    from: changedSettings,
    /** Null when the budget was removed. */
    to: changedSettings,
    reason: z.string().nullable(),
  }),
);
