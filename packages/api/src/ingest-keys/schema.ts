import { z } from "zod";
import { instantSchema, nameSchema, projectInput } from "../field-schemas";

/** How many keys of a project may be good at the same time. */
export const MAX_ACTIVE_KEYS = 50;

const key = z.object({
  keyId: z.string(),
  /** What people call it. */
  name: z.string(),
  /** The end of the key's text, to tell keys apart. */
  lastCharacters: z.string(),
});

/** Those that are good first, then those that were revoked, each newest first; 100 at most. */
export const keyListOutput = z.array(
  key.extend({
    /** The address of who made it; null when the account is gone. */
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    /** To the minute; null before its first use. */
    lastUsedAt: instantSchema.nullable(),
    /** Null while it is good. */
    revokedAt: instantSchema.nullable(),
  }),
);
export const createKeyInput = projectInput.extend({ name: nameSchema(100) });
export const createKeyOutput = key.extend({
  /** The key itself: answered this once and kept by nobody here. */
  text: z.string(),
});
export const revokeKeyInput = projectInput.extend({ keyId: z.uuid("is not a key id") });
/** When it was revoked, which a repeat does not change. */
export const revokeKeyOutput = key.extend({ revokedAt: instantSchema });
