import type { ExchangeAnswer } from "@ai-cost/testing";

/** They say when and over which connection, and under which id it was answered. */
const PASSING = new Set(["date", "connection", "keep-alive", "x-request-id"]);

/** Next gives each page that it sends as data an id of its own, at random. */
const PAGE_ID = /"[\w-]{21}[mv]"/g;

/**
 * All of an answer that an asker could tell another by: status, headers and body, without what was
 * given, the nonce and the request id.
 */
export function plainAnswer(answer: ExchangeAnswer, given: readonly string[]): string {
  const { status, headers } = answer;
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
  const requestId = headers["x-request-id"];
  const kept = Object.entries(headers).filter(([name]) => !PASSING.has(name));
  const text = answer.text.replace(PAGE_ID, '"<page>"');
  const whole = [status, ...kept.map(String), "", text].join("\n");
  return [...given, nonce, String(requestId ?? "")].reduce<string>(
    (rest, value, index) => (value ? rest.replaceAll(value, `<${index}>`) : rest),
    whole,
  );
}

/** Where two texts part, with what stands there. */
export function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((character, index) => character !== other[index]);
  const from = Math.max(0, at - 30);
  const part = (text: string) => JSON.stringify(text.slice(from, at + 60));
  return `${part(one)} and ${part(other)}`;
}
