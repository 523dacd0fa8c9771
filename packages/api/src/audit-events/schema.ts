import { z } from "zod";
import { instantSchema, projectInput } from "../field-schemas";

/** What people change and the record keeps; rows written by another version may say something else. */
export const AUDIT_ACTIONS = [
  "project.create",
  "budget.set",
  "budget.clear",
  "member.add",
  "member.change-role",
  "member.remove",
  "ingest-key.create",
  "ingest-key.revoke",
  "model-price.set",
  "model-price.remove",
  "agent-name.set",
  "agent-name.remove",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `before` is the id of the last event seen: the 50 that follow it are answered. */
export const auditListInput = projectInput.extend({
  before: z.uuid("is not the id of a change").optional(),
});

/** Newest first; 50 at most. */
export const auditListOutput = z.array(
  z.strictObject({
    id: z.string(),
    at: instantSchema,
    /** One of `AUDIT_ACTIONS`, or another word where another version wrote it. */
    action: z.string(),
    /** Who did it; null when the account is gone. */
    actor: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
    /** What was, in words or as a canonical number of dollars; null when there was nothing. */
    from: z.string().nullable(),
    /** What is since then; null when nothing is. */
    to: z.string().nullable(),
  }),
);
