import type { IncomingHttpHeaders } from "node:http";
import type { RawRequest, RawResponse } from "@ai-cost/testing";

/** Paths with the same content for everybody, which a browser may cache. */
const PUBLIC = /^\/(?:_next\/static\/|icon\.svg|docs\/api|api\/v1\/openapi\.json)/;

/** Returns a sentence for each security header that is missing or too weak. */
export function headerProblems(
  { path }: RawRequest,
  { headers, status, text }: RawResponse,
  isHttps: boolean,
): string[] {
  const problems: string[] = [];
  const expectHeader = (name: keyof IncomingHttpHeaders & string, pattern: RegExp) => {
    if (!pattern.test(String(headers[name] ?? ""))) problems.push(`${name} is ${headers[name]}`);
  };
  expectHeader("x-content-type-options", /^nosniff$/);
  expectHeader("content-security-policy", /frame-ancestors 'none'/);
  expectHeader("referrer-policy", /^(?:same-origin|no-referrer|strict-origin)/);
  if (isHttps) expectHeader("strict-transport-security", /max-age=\d{8,}/);
  if (!PUBLIC.test(path)) expectHeader("cache-control", /no-store/);
  if (headers["x-powered-by"] || headers.server) problems.push("a header names the software");
  const isPage = /^text\/html/.test(String(headers["content-type"]));
  if (isPage && text !== "" && status < 500)
    expectHeader("content-security-policy", /script-src [^;]*'nonce-[^']{16,}'/);
  if (/script-src[^;]*unsafe-(?:inline|eval)/.test(String(headers["content-security-policy"])))
    problems.push("content-security-policy allows inline scripts or eval");
  return problems;
}
