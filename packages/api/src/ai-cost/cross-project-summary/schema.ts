import { ROLES } from "@ai-cost/domain";
import { z } from "zod";
import { countSchema, dollarsSchema, percentSchema, projectIdSchema } from "../../field-schemas";
import { budgetFields } from "../budget/schema";

const projectSpend = z.object({
  projectId: projectIdSchema,
  name: z.string(),
  /** Dollars of the month. */
  cost: dollarsSchema,
  totalTokens: countSchema,
  totalJobs: countSchema,
  /** Charges whose cost is not known; when there are any, the cost is "at least". */
  unpricedCharges: countSchema,
  ...budgetFields,
});

export const crossProjectSummaryOutput = z.object({
  /** `YYYY-MM` */
  month: z.string(),
  /** Dollars of the month, over `projects` only. */
  totalCost: dollarsSchema,
  totalTokens: countSchema,
  totalJobs: countSchema,
  /** The projects that the caller owns, by cost descending, then name. */
  projects: z.array(projectSpend.extend({ pctOfTotal: percentSchema })),
  /** The projects in which the caller is an admin or a member. They count in no total. */
  sharedProjects: z.array(projectSpend.extend({ role: z.enum(ROLES) })),
});
