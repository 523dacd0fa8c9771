import { z } from "zod";
import { forecastFields } from "../../budgets/schema";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  monthSchema,
  percentSchema,
  projectInput,
} from "../../field-schemas";
import { agentSpend } from "../agent-spend/schema";
import { budgetFields } from "../budget/schema";

export const monthlySummaryInput = projectInput.extend({ month: monthSchema.optional() });

const topRun = z.object({
  runId: z.string(),
  /** The sender's own id of the run; null when the sender gave no id. */
  externalId: z.string().nullable(),
  status: z.string(),
  /** The reported trigger of the run; null when no report named a trigger. */
  trigger: z.string().nullable(),
  startedAt: instantSchema,
  /**
   * The end of the last job, when all jobs of the run have ended but no report gave the end of the run;
   * null otherwise, and for a run with 500 jobs or more.
   */
  jobsEndedAt: instantSchema.nullable(),
  /** The number of the run's jobs that have a charge, over all months. */
  jobCount: countSchema,
  totalTokens: countSchema,
  /** The run's cost in this month, in dollars. */
  cost: dollarsSchema,
  /** The cost as a percentage of the month's total, 0 to 100. */
  pctOfTotal: percentSchema,
  /** The number of the run's charges in this month whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpricedCharges: countSchema,
});

export const monthlySummaryOutput = z.object({
  /** The UTC month, `YYYY-MM`. */
  month: z.string(),
  periodStart: instantSchema,
  /** The start of the next month, which is not part of the period. */
  periodEnd: instantSchema,
  /** The time of the request for which the summary was computed. */
  asOf: instantSchema,
  /** The month's charges and corrections minus its refunds, in dollars. */
  totalCost: dollarsSchema,
  /** The month's cost before refunds, in dollars. */
  grossCost: dollarsSchema,
  /** The month's refunds, in dollars. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The sum of input and output tokens. */
  totalTokens: countSchema,
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /**
   * The number of charges whose cost is unknown. When it is above 0, every cost in this output is a lower
   * bound.
   */
  unpricedCharges: countSchema,
  /**
   * Compares the complete days of the month, `[start, end)`, with the same days of the previous month;
   * there are at most as many days as the previous month has. Null before the first day is complete, and
   * when the previous month cost nothing on these days.
   */
  comparison: z
    .object({
      start: instantSchema,
      end: instantSchema,
      /** The cost from `start` to `end`, in dollars. */
      cost: dollarsSchema,
      /** The cost of the same days of the previous month, in dollars. */
      previousCost: dollarsSchema,
    })
    .nullable(),
  /**
   * The 100 most expensive agent types, ordered by cost descending, then agent type. If there are more, a
   * last row with the reserved agent type `*` has the sums of all others. `aiCost.listAgentTypes` lists
   * all agent types.
   */
  agentBreakdown: z.array(agentSpend),
  /** The number of all agent types of the month. */
  agentTypeCount: countSchema,
  /**
   * The five most expensive runs with a cost above 0, ordered by cost, then start, both descending, then
   * id.
   */
  topRuns: z.array(topRun),
  ...budgetFields,
  ...forecastFields,
});

export type MonthlySummary = z.output<typeof monthlySummaryOutput>;
