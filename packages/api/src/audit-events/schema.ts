import { z } from "zod";
import { instantSchema, projectInput } from "../field-schemas";

/**
 * The actions that this version of the product records. The stored events may have actions that another
 * version recorded.
 */
export type AuditAction =
  | "project.create"
  | "budget.set"
  | "budget.clear"
  | "budget.change-alerts"
  | "budget.set-scoped"
  | "budget.remove-scoped"
  | "member.add"
  | "member.change-role"
  | "member.remove"
  | "member.leave"
  | "invitation.create"
  | "invitation.renew"
  | "invitation.change-role"
  | "invitation.revoke"
  | "invitation.accept"
  | "invitation.decline"
  | "ingest-key.create"
  | "ingest-key.revoke"
  | "model-price.set"
  | "model-price.remove"
  | "model-price.apply"
  | "agent-name.set"
  | "agent-name.remove"
  | "usage.import"
  | "alert-channel.add"
  | "alert-channel.change"
  | "alert-channel.remove"
  | "alert-channel.test"
  | "alert-channel.rotate-secret"
  | "alert-channel.ask-again"
  | "alert-channel.confirm"
  | "alert-channel.unsubscribe"
  | "alert.resend";

export const auditEventListInput = projectInput.extend({
  /** The id of the last event of the previous page of results. */
  before: z.uuid("is not the id of a change").optional(),
});

/** At most 50 events, newest first. */
export const auditEventListOutput = z.array(
  z.strictObject({
    id: z.string(),
    at: instantSchema,
    /** An `AuditAction`, or an action that another version of the product recorded. */
    action: z.string(),
    /** The person who made the change; null when the account no longer exists. */
    actor: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
    /** The value before the change, as text or as a limit such as `250.00`; null when there was no value. */
    from: z.string().nullable(),
    /** The value after the change; null when there is no value. */
    to: z.string().nullable(),
  }),
);
