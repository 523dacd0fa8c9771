import type { IncomingMessage } from "node:http";
import { REQUEST_ID, REQUEST_NONCE, REQUEST_PATH } from "../../request-headers";
import type { EdgeResponse } from "../response/edge-response";

/** Headers that a client could forge and that nothing behind this server may trust. */
const UNTRUSTED = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** Tells everything behind this server the facts of a request, as headers of the request. */
export function setForwardedHeaders(
  { headers, url = "" }: IncomingMessage,
  { requestId, nonce, policy }: EdgeResponse,
  clientAddress: string,
): void {
  for (const name of UNTRUSTED) delete headers[name];
  headers[REQUEST_ID] = requestId;
  headers[REQUEST_NONCE] = nonce;
  headers[REQUEST_PATH] = visiblePath(url);
  headers["x-forwarded-for"] = clientAddress;
  // Next reads the nonce for its own scripts from here.
  headers["content-security-policy"] = policy;
  // Next compares a form's origin with `host`, which a proxy may rewrite. The origin was checked before.
  if (headers.origin && URL.canParse(headers.origin))
    headers["x-forwarded-host"] = new URL(headers.origin).host;
}

/** Path and query as a person sees them, without Next's own parameter. */
function visiblePath(target: string): string {
  const url = new URL(target, "http://here.invalid");
  url.searchParams.delete("_rsc");
  return url.pathname + url.search;
}
