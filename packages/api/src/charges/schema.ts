import { z } from "zod";
import { countSchema, dollarsSchema, instantSchema, projectInput } from "../field-schemas";

/** A charge, with its corrections and refunds applied. */
export const chargeSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  runId: z.string(),
  agentType: z.string(),
  /** Null when the report named none. */
  model: z.string().nullable(),
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Dollars with corrections, before refunds; null while the charge is unpriced. */
  cost: dollarsSchema.nullable(),
  /** Dollars. */
  refundedCost: dollarsSchema,
  occurredAt: instantSchema,
});

export const recentTransactionsInput = projectInput.extend({
  /** The id of the last charge of the page before this one. */
  before: z.uuid("is not a charge id").optional(),
});

/** Newest first. */
export const recentTransactionsOutput = z.array(chargeSchema);
