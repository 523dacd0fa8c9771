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
  /** Dollars of all months, after refunds. */
  cost: dollarsSchema,
  /** Dollars given back. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Charges whose cost is not known; when above 0 the cost is "at least". */
  unpricedCharges: countSchema,
};

export const runOutput = z.object({
  runId: z.string(),
  /** The caller's own name for it; null when it gave none. */
  externalId: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** Every job of the run, charged or not. */
  jobCount: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  chargeCount: countSchema,
  ...spend,
});

/** `after` is the id of the last row seen: the 50 rows after it are answered. */
export const runPageInput = runInput.extend({ after: z.uuid("is not a row id").optional() });

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
