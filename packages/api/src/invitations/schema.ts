import { z } from "zod";
import { emailSchema, instantSchema, projectInput, roleSchema } from "../field-schemas";

export const invitationInput = projectInput.extend({
  email: emailSchema,
});
export const invitationRoleInput = invitationInput.extend({ role: roleSchema });

/** The pending invitations, ordered by address. */
export const invitationListOutput = z.strictObject({
  asOf: instantSchema,
  /** Whether links are sent by e-mail. Otherwise a person copies them. */
  isMailed: z.boolean(),
  invitations: z.array(
    z.strictObject({
      email: z.string(),
      role: roleSchema,
      /** Null when the account no longer exists, and for an invitation of an earlier version. */
      inviter: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
      /** When the link expires; null when there is no link yet. */
      expiresAt: instantSchema.nullable(),
      isExpired: z.boolean(),
    }),
  ),
});

/** A new link. Earlier links of the invitation are no longer valid. */
export const invitationLinkOutput = z.strictObject({
  email: z.string(),
  role: roleSchema,
  expiresAt: instantSchema,
  /** The link, which is returned only here; null when it was sent to the address by e-mail. */
  link: z.string().nullable(),
});

export const invitationChangeOutput = z.strictObject({
  email: z.string(),
  /** The role after the change; null after a revocation. */
  role: roleSchema.nullable(),
});
