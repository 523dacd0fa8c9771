import { createHash } from "node:crypto";

/** As long as the ledger takes a run's or a job's name. */
const MAX_NAME_LENGTH = 300;

/** Text as Postgres can hold it, at most so many UTF-16 units long, never cut through a character. */
export const storable = (text: string, maxLength: number): string =>
  text
    .replaceAll("\0", "")
    .slice(0, maxLength)
    .replace(/\p{Cs}/gu, "");

/** A run's or a job's name where the ledger can store it, else one that stands for it alone. */
export const storableName = (name: string): string =>
  name === storable(name, MAX_NAME_LENGTH)
    ? name
    : `sha256/${createHash("sha256").update(name, "utf16le").digest("hex")}`;
