import type { RawResponse } from "@ai-cost/testing";

/** Headers that always differ between two responses. */
const VARYING = new Set(["date", "connection", "keep-alive", "x-request-id"]);

/** The random id that Next writes into a page that it sends as data. */
const PAGE_ID = /"[\w-]{21}[mv]"/g;

/** The token of a new invitation, and when the invitation expires. */
const INVITATION = /inv_[\w-]+|(?<="expiresAt":")[^"]+/g;

/** The end of a script with a part of a page's data, and the start of the next one. */
const NEXT_PART = /"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g;

/** The number of a row of a page's data, and a reference to a row. */
const ROW_NUMBER = /^[0-9a-f]+:/;
const ROW_REFERENCE = /\\?"\$[A-Z]?[0-9a-f]+\\?"/g;

/** The end of a row, in a page's data alone and inside the text of a script. */
const ROW_END = /\n|\\n/;

/**
 * Sorts the rows of a page's data, and leaves out their numbers, because both depend on timing. Next sends
 * the data alone, or inside the scripts of a page.
 */
const withSortedRows = (text: string): string =>
  text
    .replace(NEXT_PART, "")
    .replace(ROW_REFERENCE, "<row>")
    .split(ROW_END)
    .map((row) => row.replace(ROW_NUMBER, ""))
    .sort()
    .join("\\n");

/**
 * Returns the status, headers and body as one text. Parts that differ between any two responses are
 * replaced: the ids that were sent, the nonce and the request id.
 */
export function comparableText(response: RawResponse, sentIds: readonly string[]): string {
  const { status, headers } = response;
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  const requestId = headers["x-request-id"];
  const kept = Object.entries(headers).filter(([name]) => !VARYING.has(name));
  const varied = response.text.replace(PAGE_ID, '"<page>"').replace(INVITATION, "<invitation>");
  const text = withSortedRows(varied);
  const complete = [status, ...kept.map(String), "", text].join("\n");
  return [...sentIds, nonce, String(requestId ?? "")].reduce<string>(
    (rest, value, index) => (value ? rest.replaceAll(value, `<${index}>`) : rest),
    complete,
  );
}

/** Returns an excerpt of each text around the first character that differs. */
export function firstDifference(a: string, b: string): string {
  const index = [...a].findIndex((character, at) => character !== b[at]);
  const from = Math.max(0, index - 30);
  const part = (text: string) => JSON.stringify(text.slice(from, index + 60));
  return `${part(a)} and ${part(b)}`;
}
