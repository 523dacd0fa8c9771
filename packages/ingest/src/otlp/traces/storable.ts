import { createHash } from "node:crypto";

/** Text as Postgres can hold it, at most so many UTF-16 units long, never cut through a character. */
export const storable = (text: string, maxLength: number): string =>
  text
    .replaceAll("\0", "")
    .slice(0, maxLength)
    .replace(/\p{Cs}/gu, "");

/** The name itself where it can be stored at that length, else one that stands for it alone. */
export const storableName = (name: string, maxLength: number): string =>
  name === storable(name, maxLength)
    ? name
    : `sha256/${createHash("sha256").update(name, "utf16le").digest("hex")}`;
