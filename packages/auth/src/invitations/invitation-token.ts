import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;
const TOKEN = /^inv_[\w-]{43}$/;

/** A new token of an invitation. Show or send `token` once and store only its hash. */
export interface NewInvitationToken {
  token: string;
  /** SHA-256 of the token, in hexadecimal. */
  tokenHash: string;
}

/**
 * Creates a token: `inv_` and 32 random bytes in base64url. Secret scanners can find a leaked token by
 * its prefix and fixed length. This stores nothing.
 */
export function newInvitationToken(): NewInvitationToken {
  const token = `inv_${randomBytes(TOKEN_BYTES).toString("base64url")}`;
  return { token, tokenHash: hashOf(token) };
}

/** Returns the hash under which a token is stored; null when the text does not have the form of a token. */
export const invitationTokenHash = (text: string): string | null =>
  TOKEN.test(text) ? hashOf(text) : null;

// The token has 256 random bits, which nobody can guess. So one round of a fast hash is enough.
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
