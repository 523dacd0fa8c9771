import { z } from "zod";
import { chargeSchema } from "../charges/schema";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  projectInput,
  runIdSchema,
} from "../field-schemas";

export const runInput = projectInput.extend({ runId: runIdSchema });

const spend = {
  /** The cost in dollars over all months, after refunds. */
  cost: dollarsSchema,
  /** The refunds in dollars. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The number of charges whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpricedCharges: countSchema,
};

export const runOutput = z.object({
  runId: z.string(),
  /** The sender's own id of the run; null when the sender gave no id. */
  externalId: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** The number of all jobs of the run, with and without charges. */
  jobCount: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  chargeCount: countSchema,
  ...spend,
});

export const runPageInput = runInput.extend({
  /** The id of the last row of the previous page of results. */
  after: z.uuid("is not a row id").optional(),
});

/** The jobs, oldest first. */
export const runJobsOutput = z.array(
  z.object({
    jobId: z.string(),
    externalId: z.string().nullable(),
    agentType: z.string(),
    status: z.string(),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    ...spend,
  }),
);

/** The charges, newest first. */
export const runChargesOutput = z.array(chargeSchema.omit({ runId: true }));
