import type { IncomingHttpHeaders } from "node:http";
import type { Exchange, ExchangeAnswer } from "@ai-cost/testing";

/** What is the same for everybody may be kept. */
const PUBLIC = /^\/(?:_next\/static\/|icon\.svg|docs\/api|api\/v1\/openapi\.json)/;

/** What an answer's headers leave open to a browser, as sentences. */
export function headerProblems(
  { path }: Exchange,
  { headers, status, text }: ExchangeAnswer,
  isHttps: boolean,
): string[] {
  const problems: string[] = [];
  const want = (name: keyof IncomingHttpHeaders & string, pattern: RegExp) => {
    if (!pattern.test(String(headers[name] ?? ""))) problems.push(`${name} is ${headers[name]}`);
  };
  want("x-content-type-options", /^nosniff$/);
  want("content-security-policy", /frame-ancestors 'none'/);
  want("referrer-policy", /^(?:same-origin|no-referrer|strict-origin)/);
  if (isHttps) want("strict-transport-security", /max-age=\d{8,}/);
  if (!PUBLIC.test(path)) want("cache-control", /no-store/);
  if (headers["x-powered-by"] || headers.server) problems.push("it names its software");
  const isPage = /^text\/html/.test(String(headers["content-type"]));
  if (isPage && text !== "" && status < 500)
    want("content-security-policy", /script-src [^;]*'nonce-[^']{16,}'/);
  if (/script-src[^;]*unsafe-(?:inline|eval)/.test(String(headers["content-security-policy"])))
    problems.push("scripts may be anything");
  return problems;
}
