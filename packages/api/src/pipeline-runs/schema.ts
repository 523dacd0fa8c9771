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
  /** Dollars in all months, after refunds. */
  cost: dollarsSchema,
  /** Dollars. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Charges whose cost is not known; when there are any, the cost is "at least". */
  unpricedCharges: countSchema,
};

export const runOutput = z.object({
  runId: z.string(),
  /** The sender's own id of the run; null when it gave none. */
  externalId: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** All jobs of the run, with and without charges. */
  jobCount: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  chargeCount: countSchema,
  ...spend,
});

export const runPageInput = runInput.extend({
  /** The id of the last row of the page before this one. */
  after: z.uuid("is not a row id").optional(),
});

/** Oldest first. */
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

/** Newest first. */
export const runChargesOutput = z.array(chargeSchema.omit({ runId: true }));
