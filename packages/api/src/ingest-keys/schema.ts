import { z } from "zod";
import { instantSchema, nameSchema, projectInput } from "../field-schemas";

/** How many active keys a project can have. */
export const MAX_ACTIVE_KEYS = 50;

const key = z.object({
  keyId: z.string(),
  /** The name that its creator gave it. */
  name: z.string(),
  /** The end of the key's text, to recognise it. */
  lastCharacters: z.string(),
});

/** Active keys, then revoked ones, each newest first; at most 100. */
export const keyListOutput = z.array(
  key.extend({
    /** The address of its creator; null when the account no longer exists. */
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    /** Accurate to the minute; null before the first use. */
    lastUsedAt: instantSchema.nullable(),
    /** Null while the key is active. */
    revokedAt: instantSchema.nullable(),
  }),
);
export const createKeyInput = projectInput.extend({ name: nameSchema(100) });
export const createKeyOutput = key.extend({
  /** The key itself. Only this output contains it: it is not stored. */
  text: z.string(),
});
export const revokeKeyInput = projectInput.extend({ keyId: z.uuid("is not a key id") });
/** `revokedAt` is the time of the first revocation. */
export const revokeKeyOutput = key.extend({ revokedAt: instantSchema });
