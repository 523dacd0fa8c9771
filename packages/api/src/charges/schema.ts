import { z } from "zod";
import { countSchema, dollarsSchema, instantSchema } from "../field-schemas";

/** A charge with what corrections and refunds made of it. */
export const chargeSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  runId: z.string(),
  agentType: z.string(),
  /** Null when the report named none. */
  model: z.string().nullable(),
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** Dollars, corrections included, before refunds; null while the price is not known. */
  cost: dollarsSchema.nullable(),
  /** Dollars given back. */
  refundedCost: dollarsSchema,
  occurredAt: instantSchema,
});
