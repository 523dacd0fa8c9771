import { z } from "zod";
import { instantSchema, nameSchema, projectInput } from "../field-schemas";

/** The maximum number of active keys of a project. */
export const MAX_ACTIVE_KEYS = 50;

const key = z.object({
  keyId: z.string(),
  /** The name that the creator of the key chose. */
  name: z.string(),
  /** The last characters of the key's text, by which people recognise the key. */
  lastCharacters: z.string(),
});

/** At most 100 keys: active keys, then revoked keys, each newest first. */
export const keyListOutput = z.array(
  key.extend({
    /** The email address of the key's creator; null when the account no longer exists. */
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    /** The time of the last use, accurate to the minute; null before the first use. */
    lastUsedAt: instantSchema.nullable(),
    /** The time of the revocation; null while the key is active. */
    revokedAt: instantSchema.nullable(),
  }),
);
export const createKeyInput = projectInput.extend({ name: nameSchema(100) });
export const createKeyOutput = key.extend({
  /** The full text of the key, which is not stored and which no other output contains. */
  text: z.string(),
});
export const revokeKeyInput = projectInput.extend({ keyId: z.uuid("is not a key id") });
/** The revoked key. `revokedAt` is the time of its first revocation. */
export const revokeKeyOutput = key.extend({ revokedAt: instantSchema });
