import { ROLES } from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  percentSchema,
  projectIdSchema,
} from "../../field-schemas";
import { budgetFields } from "../budget/schema";

const compared = z.object({
  /** The cost of the compared days, in dollars. */
  cost: dollarsSchema,
  /** The cost of the same days of the previous month, more than 0. */
  previousCost: dollarsSchema,
});

const projectSpend = z.object({
  projectId: projectIdSchema,
  name: z.string(),
  /**
   * True when the month's usage adds up to more than a number can hold exactly. Only versions before the
   * limits of a month could record so much. `cost`, `totalTokens` and `pctOfTotal` are then null, and the
   * totals do not include the project.
   */
  isTooLarge: z.boolean(),
  /** The project's cost in the month, in dollars. */
  cost: dollarsSchema.nullable(),
  totalTokens: countSchema.nullable(),
  totalJobs: countSchema,
  /** The number of charges whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpricedCharges: countSchema,
  /** Null where `comparison` of the summary has no days, and when the previous month's days cost nothing. */
  comparison: compared.nullable(),
  /** The cost of each of the summary's `days`, in dollars; null when the project is too large. */
  dailyCosts: z.array(dollarsSchema).nullable(),
  ...budgetFields,
});

export const crossProjectSummaryOutput = z.object({
  /** The UTC month, `YYYY-MM`. */
  month: z.string(),
  /** The days of the month up to today, `YYYY-MM-DD`. */
  days: z.array(z.string()),
  /**
   * The complete days of the month, from `start` to before `end`, against the same days of the previous
   * month. `total` is of the projects that the caller owns. It is null when the previous month's days cost
   * nothing; all of it is null on the first day of a month.
   */
  comparison: z
    .object({
      start: instantSchema,
      end: instantSchema,
      previousStart: instantSchema,
      previousEnd: instantSchema,
      total: compared.nullable(),
    })
    .nullable(),
  /** The number of the projects that the caller owns, on all pages, by the status of their budget. */
  budgetStatuses: z.object({
    none: countSchema,
    ok: countSchema,
    warning: countSchema,
    exceeded: countSchema,
  }),
  /**
   * The sum of `cost` over `projects`, in dollars. Shared projects are not included. This and
   * `totalTokens` are null when a number cannot hold the sum exactly, from nine full months on.
   */
  totalCost: dollarsSchema.nullable(),
  totalTokens: countSchema.nullable(),
  totalJobs: countSchema,
  /** The number of projects that the caller owns, on all pages. */
  projectCount: countSchema,
  /** The number of projects in which the caller is an admin or a member, on all pages. */
  sharedProjectCount: countSchema,
  /** The projects that the caller owns, ordered by cost descending, then name, 100 on a page. */
  projects: z.array(projectSpend.extend({ pctOfTotal: percentSchema.nullable() })),
  /** The projects in which the caller is an admin or a member. The totals do not include their spend. */
  sharedProjects: z.array(projectSpend.extend({ role: z.enum(ROLES) })),
});
