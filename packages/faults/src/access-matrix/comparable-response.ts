import type { RawResponse } from "@ai-cost/testing";

/** Headers that always differ between two responses. */
const VARYING = new Set(["date", "connection", "keep-alive", "x-request-id"]);

/** The random id that Next writes into a page that it sends as data. */
const PAGE_ID = /"[\w-]{21}[mv]"/g;

/**
 * Returns the status, headers and body as one text. Parts that differ between any two responses are
 * replaced: the ids that were sent, the nonce and the request id.
 */
export function comparableText(response: RawResponse, sentIds: readonly string[]): string {
  const { status, headers } = response;
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  const requestId = headers["x-request-id"];
  const kept = Object.entries(headers).filter(([name]) => !VARYING.has(name));
  const text = response.text.replace(PAGE_ID, '"<page>"');
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
