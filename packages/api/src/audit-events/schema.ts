import { z } from "zod";
import { instantSchema, projectInput } from "../field-schemas";

/** The changes that are recorded. Another version of the product may have recorded others. */
export type AuditAction =
  | "project.create"
  | "budget.set"
  | "budget.clear"
  | "member.add"
  | "member.change-role"
  | "member.remove"
  | "ingest-key.create"
  | "ingest-key.revoke"
  | "model-price.set"
  | "model-price.remove"
  | "agent-name.set"
  | "agent-name.remove";

export const auditEventListInput = projectInput.extend({
  /** The id of the last event of the page before this one. */
  before: z.uuid("is not the id of a change").optional(),
});

/** Newest first, at most 50. */
export const auditEventListOutput = z.array(
  z.strictObject({
    id: z.string(),
    at: instantSchema,
    /** An `AuditAction`, or an action of another version. */
    action: z.string(),
    /** Null when the account no longer exists. */
    actor: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
    /** The value before, as text or as a limit such as `250.00`; null when there was none. */
    from: z.string().nullable(),
    /** The value after; null when there is none. */
    to: z.string().nullable(),
  }),
);
