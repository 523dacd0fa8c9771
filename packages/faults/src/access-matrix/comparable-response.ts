import type { RawResponse } from "@ai-cost/testing";

/** Headers that always differ between two responses. */
const VARYING = new Set(["date", "connection", "keep-alive", "x-request-id"]);

/** The random id that Next writes into a page that it sends as data. */
const PAGE_ID = /"[\w-]{21}[mv]"/g;

/** The end of a script with a part of a page's data, and the start of the next one. */
const NEXT_PART = /"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g;

/** Sorts the rows of the data that Next writes into a page, because their order depends on timing. */
const withSortedRows = (text: string): string =>
  text.replace(NEXT_PART, "").split("\\n").sort().join("\\n");

/**
 * Returns the status, headers and body as one text. Parts that differ between any two responses are
 * replaced: the ids that were sent, the nonce and the request id.
 */
export function comparableText(response: RawResponse, sentIds: readonly string[]): string {
  const { status, headers } = response;
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  const requestId = headers["x-request-id"];
  const kept = Object.entries(headers).filter(([name]) => !VARYING.has(name));
  const text = withSortedRows(response.text.replace(PAGE_ID, '"<page>"'));
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
