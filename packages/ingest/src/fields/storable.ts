import { createHash } from "node:crypto";

/** The maximum length of the name of a run or a job in the ledger. */
const MAX_NAME_LENGTH = 300;

/**
 * Makes text storable in Postgres and cuts it to a number of UTF-16 code units, but never within a
 * character.
 */
export const storableText = (text: string, maxLength: number): string =>
  text
    .replaceAll("\0", "")
    .slice(0, maxLength)
    .replace(/\p{Cs}/gu, "");

/** The name of a run or a job if the ledger can store it, otherwise a hash of the name. */
export const storableName = (name: string): string =>
  name === storableText(name, MAX_NAME_LENGTH)
    ? name
    : `sha256/${createHash("sha256").update(name, "utf16le").digest("hex")}`;
