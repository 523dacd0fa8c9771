import {
  BUDGET_STATUSES,
  DAILY_RANGES_DAYS,
  limitMicroUsdFromDollars,
  ROLES,
} from "@ai-cost/domain";
import { z } from "zod";
import { chargeSchema } from "../charges/schema";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  monthSchema,
  percentSchema,
  projectIdSchema,
  projectInput,
} from "../field-schemas";

/** Days of UTC, `YYYY-MM-DD`. */
const daySchema = z.iso.date();

export const summaryInput = projectInput.extend({ month: monthSchema.optional() });

const agentSpend = z.object({
  agentType: z.string(),
  /** Jobs whose first charge falls into the month. */
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /** Charges whose cost is not known; when above 0 the cost is "at least". */
  unpricedCharges: countSchema,
  /** Dollars. */
  cost: dollarsSchema,
  /** Of the month's total, 0 to 100; 0 when the total is 0. */
  pctOfTotal: percentSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Input and output. */
  totalTokens: countSchema,
  /** completed / (completed + failed), 0 to 100; 0 when nothing has finished. */
  successRate: percentSchema,
});

const topRun = z.object({
  runId: z.string(),
  status: z.string(),
  /** Null when nobody has said. */
  trigger: z.string().nullable(),
  startedAt: instantSchema,
  /** Charged jobs of the run, of any month. */
  jobCount: countSchema,
  totalTokens: countSchema,
  /** Dollars of this month. */
  cost: dollarsSchema,
  /** Of the month's total, 0 to 100. */
  pctOfTotal: percentSchema,
});

const budget = {
  /** Dollars a month; null without a budget. */
  budgetLimit: dollarsSchema.nullable(),
  /** Percent of the limit consumed, not clamped; null without a budget. */
  budgetPct: percentSchema.nullable(),
  budgetStatus: z.enum(BUDGET_STATUSES),
};

export const summaryOutput = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  periodStart: instantSchema,
  /** Exclusive: the instant at which the month resets. */
  periodEnd: instantSchema,
  /** The moment of this answer. */
  asOf: instantSchema,
  /** Dollars: deductions and corrections minus refunds. */
  totalCost: dollarsSchema,
  /** Dollars before refunds. */
  grossCost: dollarsSchema,
  /** Dollars given back. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Input and output. */
  totalTokens: countSchema,
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /** Charges whose cost is not known; when above 0 every cost here is "at least". */
  unpricedCharges: countSchema,
  /**
   * `[start, end)` are the month's complete days, cut to as many as the month before has; `cost` is
   * theirs and `previousCost` that of the same day numbers of the month before. Null when there is
   * nothing to compare with.
   */
  comparison: z
    .object({
      start: instantSchema,
      end: instantSchema,
      cost: dollarsSchema,
      previousCost: dollarsSchema,
    })
    .nullable(),
  /** Cost descending, then agent type. */
  agentBreakdown: z.array(agentSpend),
  /** The five dearest with a cost above 0: cost descending, then start descending, then id. */
  topRuns: z.array(topRun),
  ...budget,
});

export const trendOutput = z.array(
  z.object({
    /** `YYYY-MM` */
    month: z.string(),
    /** Dollars. */
    cost: dollarsSchema,
    totalTokens: countSchema,
    jobCount: countSchema,
  }),
);

export const dailyInput = projectInput
  .extend({
    days: z.literal([...DAILY_RANGES_DAYS]).optional(),
    month: monthSchema.optional(),
  })
  .refine(({ days, month }) => (days === undefined) !== (month === undefined), {
    message: "give either days (7, 14, 30 or 90) or month (YYYY-MM)",
    path: ["days"],
  });

export const dailyOutput = z.array(
  z.object({
    date: daySchema,
    cost: dollarsSchema,
    totalTokens: countSchema,
    jobCount: countSchema,
  }),
);

const projectSpend = z.object({
  projectId: projectIdSchema,
  name: z.string(),
  /** Dollars of the month. */
  cost: dollarsSchema,
  totalTokens: countSchema,
  totalJobs: countSchema,
  /** Charges whose cost is not known; when above 0 the cost is "at least". */
  unpricedCharges: countSchema,
  ...budget,
});

export const crossProjectOutput = z.object({
  month: z.string(),
  /** Dollars of the month over `projects`; `sharedProjects` count in no total. */
  totalCost: dollarsSchema,
  totalTokens: countSchema,
  totalJobs: countSchema,
  /** The caller's own, cost descending, then name. */
  projects: z.array(projectSpend.extend({ pctOfTotal: percentSchema })),
  /** Those in which the caller is admin or member. */
  sharedProjects: z.array(projectSpend.extend({ role: z.enum(ROLES) })),
});

export const LIMIT_PROBLEM = "must be 0.01 to 1,000,000 dollars with at most two decimals";

export const setBudgetInput = projectInput.extend({
  limitDollars: z
    .number("must be a number of dollars")
    .refine((limitDollars) => limitMicroUsdFromDollars(limitDollars) !== null, LIMIT_PROBLEM),
});

export const budgetOutput = z.object(budget);

export const recentInput = projectInput.extend({
  /** The id of the last row seen: the 50 rows after it are answered. */
  before: z.uuid("is not a charge id").optional(),
});

export const recentOutput = z.array(chargeSchema);
