import { createHash } from "node:crypto";

/** The ledger's limit for the name of a run or a job. */
const MAX_NAME_LENGTH = 300;

/** Text that Postgres can store, cut to a number of UTF-16 units but never through a character. */
export const storableText = (text: string, maxLength: number): string =>
  text
    .replaceAll("\0", "")
    .slice(0, maxLength)
    .replace(/\p{Cs}/gu, "");

/** The name of a run or a job when the ledger can store it, else a hash that is unique to it. */
export const storableName = (name: string): string =>
  name === storableText(name, MAX_NAME_LENGTH)
    ? name
    : `sha256/${createHash("sha256").update(name, "utf16le").digest("hex")}`;
