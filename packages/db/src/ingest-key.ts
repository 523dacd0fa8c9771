import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;
const LAST_CHARACTERS = 4;
const KEY = /^aicost_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[\w-]{43}$/;

/** A key as it is made: `text` is handed over once, the rest is what is kept of it. */
export interface NewIngestKey {
  text: string;
  /** SHA-256 of the text, in hexadecimal. */
  secretHash: string;
  /** The text's end, to tell keys apart. */
  lastCharacters: string;
}

/**
 * A new key of a project: `aicost_`, the project's id in hexadecimal and 32 random bytes in
 * base64url. The prefix and the fixed length let scanners of source code find one that leaked.
 */
export function newIngestKey(projectId: string): NewIngestKey {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  const text = `aicost_${projectId.replaceAll("-", "")}_${secret}`;
  return { text, secretHash: hashOf(text), lastCharacters: text.slice(-LAST_CHARACTERS) };
}

/**
 * The project that a key's text names, and the hash that it is kept under there; null when the text
 * is no key. That there is such a key is for the look-up to say: the hash is over the project too,
 * so a text into which another project was put is no key of either.
 */
export function readIngestKey(text: string): { projectId: string; secretHash: string } | null {
  const groups = KEY.exec(text)?.slice(1);
  return groups ? { projectId: groups.join("-"), secretHash: hashOf(text) } : null;
}

// The secret is 256 random bits: nobody tries them all, so one round of a fast hash keeps it.
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
