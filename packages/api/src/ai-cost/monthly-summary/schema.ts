import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  monthSchema,
  percentSchema,
  projectInput,
} from "../../field-schemas";
import { budgetFields } from "../budget/schema";

export const monthlySummaryInput = projectInput.extend({ month: monthSchema.optional() });

const agentSpend = z.object({
  agentType: z.string(),
  /** Jobs whose first charge is in the month. */
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /** Charges whose cost is not known; when there are any, the cost is "at least". */
  unpricedCharges: countSchema,
  /** Dollars. */
  cost: dollarsSchema,
  /** Percentage of the month's total, 0 to 100; 0 when the total is 0. */
  pctOfTotal: percentSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Input and output. */
  totalTokens: countSchema,
  /** completed / (completed + failed), 0 to 100; 0 when no job has finished. */
  successRate: percentSchema,
});

const topRun = z.object({
  runId: z.string(),
  status: z.string(),
  /** Null when no report named one. */
  trigger: z.string().nullable(),
  startedAt: instantSchema,
  /** Charged jobs of the run in all months. */
  jobCount: countSchema,
  totalTokens: countSchema,
  /** Dollars of this month. */
  cost: dollarsSchema,
  /** Percentage of the month's total, 0 to 100. */
  pctOfTotal: percentSchema,
});

export const monthlySummaryOutput = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  periodStart: instantSchema,
  /** Exclusive: the instant at which the next month starts. */
  periodEnd: instantSchema,
  /** The instant for which the summary is true. */
  asOf: instantSchema,
  /** Dollars: charges and corrections minus refunds. */
  totalCost: dollarsSchema,
  /** Dollars before refunds. */
  grossCost: dollarsSchema,
  /** Dollars. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Input and output. */
  totalTokens: countSchema,
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /** Charges whose cost is not known; when there are any, every cost here is "at least". */
  unpricedCharges: countSchema,
  /**
   * The complete days of the month, `[start, end)`, cut to the number of days that the month before
   * has, compared with the same days of that month. Null when there is nothing to compare with.
   */
  comparison: z
    .object({
      start: instantSchema,
      end: instantSchema,
      /** Dollars. */
      cost: dollarsSchema,
      /** Dollars of the same days of the month before. */
      previousCost: dollarsSchema,
    })
    .nullable(),
  /** By cost descending, then agent type. */
  agentBreakdown: z.array(agentSpend),
  /** The five most expensive runs with a cost above 0: by cost, then start, both descending, then id. */
  topRuns: z.array(topRun),
  ...budgetFields,
});

export type MonthlySummary = z.output<typeof monthlySummaryOutput>;
