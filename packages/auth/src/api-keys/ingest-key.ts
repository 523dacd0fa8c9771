import { createHash, randomBytes } from "node:crypto";
import type { KeyIdentity } from "@ai-cost/db";

const SECRET_BYTES = 32;
const LAST_CHARACTERS = 4;
const KEY = /^aicost_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[\w-]{43}$/;

/** A new ingest key. Show `text` to its owner once and store the other fields. */
export interface NewIngestKey {
  text: string;
  /** SHA-256 of the text, in hexadecimal. */
  secretHash: string;
  /** The last four characters of the text, to tell keys apart. */
  lastCharacters: string;
}

/**
 * Creates an ingest key for a project: `aicost_`, the project's id in hexadecimal, `_` and 32 random
 * bytes in base64url. Secret scanners can find a leaked key by its prefix and fixed length. This stores
 * nothing.
 */
export function newIngestKey(projectId: string): NewIngestKey {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  const text = `aicost_${projectId.replaceAll("-", "")}_${secret}`;
  return { text, secretHash: hashOf(text), lastCharacters: text.slice(-LAST_CHARACTERS) };
}

/**
 * Returns the id of the project in a key's text, and the hash under which the key is stored. Returns
 * null when the text does not have the form of a key. A result does not mean that the key exists: look
 * it up in the database. The hash covers the project id too, so a text with another project's id is not
 * a valid key.
 */
export function readIngestKey(text: string): KeyIdentity | null {
  const groups = KEY.exec(text)?.slice(1);
  return groups ? { projectId: groups.join("-"), secretHash: hashOf(text) } : null;
}

// The secret has 256 random bits, which nobody can guess. So one round of a fast hash is enough.
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
