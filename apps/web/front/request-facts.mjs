/** What a client might claim of these is replaced or dropped. */
const CLAIMS = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Hands a request's own facts to everything behind, as headers of the request: `request-headers.ts`
 * has their names.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("./answer.mjs").Answer} response
 * @param {string} address Where the request comes from.
 */
export function tellFacts({ headers, url = "" }, { requestId, nonce, policy }, address) {
  for (const name of CLAIMS) delete headers[name];
  headers["x-request-id"] = requestId;
  headers["x-nonce"] = nonce;
  headers["x-request-path"] = askedPath(url);
  headers["x-forwarded-for"] = address;
  // Next takes the nonce for its own scripts from here.
  headers["content-security-policy"] = policy;
  // It would hold a form's origin against `host`, which a proxy may rewrite; ours is checked already.
  if (headers.origin && URL.canParse(headers.origin))
    headers["x-forwarded-host"] = new URL(headers.origin).host;
}

/** Path and query as a person would see them, without Next's own parameter. */
function askedPath(/** @type {string} */ target) {
  const url = new URL(target, "http://here.invalid");
  url.searchParams.delete("_rsc");
  return url.pathname + url.search;
}
