import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  monthSchema,
  projectInput,
  usageFilterSchema,
} from "../field-schemas";

/** A charge, with its corrections, completions and refunds applied. */
export const chargeSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  runId: z.string(),
  /** The sender's own id of the run; null when the sender gave no id. */
  runExternalId: z.string().nullable(),
  agentType: z.string(),
  /** The reported name of the model; null when the report named no model. */
  model: z.string().nullable(),
  /** Null when no report of the call gave its tokens. */
  inputTokens: countSchema.nullable(),
  outputTokens: countSchema.nullable(),
  /**
   * The cost in dollars, with corrections and completions and before refunds; null while the charge is
   * unpriced.
   */
  cost: dollarsSchema.nullable(),
  /** The refunds of the charge, in dollars. */
  refundedCost: dollarsSchema,
  /** Whether a later, fuller report of the call changed its tokens or its cost. */
  isCompleted: z.boolean(),
  /**
   * Whether the call turned out to be counted by another charge, because this one reported a wrapper of
   * the call. Its tokens and its cost are 0.
   */
  isSuperseded: z.boolean(),
  /**
   * Why the price may not be the one that was paid, such as `list price of anthropic` or `tier not priced`;
   * null when nothing is known against it.
   */
  priceNote: z.string().nullable(),
  occurredAt: instantSchema,
});

export const recentTransactionsInput = projectInput.extend({
  /** A UTC month; without it, the charges of all months. */
  month: monthSchema.optional(),
  filter: usageFilterSchema,
  /** The id of the last charge of the previous page of results. */
  before: z.uuid("is not a charge id").optional(),
});

/** The charges, newest first. */
export const recentTransactionsOutput = z.array(chargeSchema);
