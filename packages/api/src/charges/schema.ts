import { z } from "zod";
import { countSchema, dollarsSchema, instantSchema, projectInput } from "../field-schemas";

/** A charge, with its corrections and refunds applied. */
export const chargeSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  runId: z.string(),
  agentType: z.string(),
  /** The reported name of the model; null when the report named no model. */
  model: z.string().nullable(),
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The cost in dollars, with corrections and before refunds; null while the charge is unpriced. */
  cost: dollarsSchema.nullable(),
  /** The refunds of the charge, in dollars. */
  refundedCost: dollarsSchema,
  occurredAt: instantSchema,
});

export const recentTransactionsInput = projectInput.extend({
  /** The id of the last charge of the previous page of results. */
  before: z.uuid("is not a charge id").optional(),
});

/** The charges, newest first. */
export const recentTransactionsOutput = z.array(chargeSchema);
