import type { IncomingMessage } from "node:http";
import { REQUEST_ID, REQUEST_NONCE, REQUEST_PATH } from "../../request-headers";
import type { EdgeResponse } from "../response/edge-response";

/** Request headers that a client could forge and that Next must not trust, so they are removed. */
const UNTRUSTED = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** Sets the request headers that pass on the request id, the nonce, the path and the client's address to Next. */
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
  // Next reads the nonce for its own scripts from this header.
  headers["content-security-policy"] = policy;
  // Next compares the origin of a form with `x-forwarded-host` or `host`, and a proxy may rewrite
  // `host`. `crossSiteError` has already checked the origin, so this passes the host of the origin on to
  // Next.
  if (headers.origin && URL.canParse(headers.origin))
    headers["x-forwarded-host"] = new URL(headers.origin).host;
}

/** The path and query as in the browser's address, without Next's own parameter `_rsc`. */
function visiblePath(target: string): string {
  const url = new URL(target, "http://here.invalid");
  url.searchParams.delete("_rsc");
  return url.pathname + url.search;
}
