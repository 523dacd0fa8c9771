const JSON_ONLY = { status: 415, message: "Send application/json." };
const FOREIGN = { status: 403, message: "A change must come from this site's own pages." };

const CHANGING = ["DELETE", "PATCH", "POST", "PUT"];

/**
 * Why a state change is not taken; null when it may go on. A form on another site can send neither
 * our origin nor, to a procedure or to sign-in, JSON, so a foreign page changes nothing here.
 *
 * @param {Pick<import("node:http").IncomingMessage, "method" | "url" | "headers">} request
 * @param {string} publicUrl
 * @returns {import("./refuse.mjs").Refusal | null}
 */
export function foreignChange({ method = "", url = "", headers }, publicUrl) {
  if (!CHANGING.includes(method)) return null;
  if (!isSameOrigin(headers, publicUrl)) return FOREIGN;
  const isJson = /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
  return url.startsWith("/api/") && !isJson ? JSON_ONLY : null;
}

/**
 * A browser says where a request comes from; what is no browser says nothing and has no cookie to
 * misuse.
 *
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {string} publicUrl
 */
function isSameOrigin({ "sec-fetch-site": site, origin, host }, publicUrl) {
  if (site !== undefined) return site === "same-origin" || site === "none";
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === host;
}
