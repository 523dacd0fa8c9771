import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { HttpError } from "../response/http-error";
import { isUploadTarget } from "./request-target";

const JSON_ONLY: HttpError = { status: 415, message: "Send application/json." };
const FILES_ONLY: HttpError = {
  status: 415,
  message: "Send the file as application/octet-stream.",
};
const CROSS_SITE: HttpError = {
  status: 403,
  message: "A change must come from this site's own pages.",
};

const CHANGING_METHODS = ["DELETE", "PATCH", "POST", "PUT"];

/**
 * Returns the error for a state-changing request that may come from another site; null when the request
 * is allowed. The origin must be ours, and a request to `/api/` must be JSON, or bytes where files are
 * received. A form on another site can send neither. `hosts` are the hosts that the client named.
 */
export function crossSiteError(
  { method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  publicUrl: string,
  hosts: readonly string[],
): HttpError | null {
  if (!CHANGING_METHODS.includes(method)) return null;
  if (!isSameOrigin(headers, publicUrl, hosts)) return CROSS_SITE;
  const type = headers["content-type"] ?? "";
  if (isUploadTarget(url)) return /^application\/octet-stream$/i.test(type) ? null : FILES_ONLY;
  const isJson = /^application\/json\s*(;|$)/i.test(type);
  return url.startsWith("/api/") && !isJson ? JSON_ONLY : null;
}

/**
 * Whether the request comes from our own pages. A browser says in its headers from which site a request
 * comes. A client that sends no such header is not a browser, so another site cannot misuse its cookie.
 */
function isSameOrigin(
  { "sec-fetch-site": site, origin }: IncomingHttpHeaders,
  publicUrl: string,
  hosts: readonly string[],
): boolean {
  const url = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  if (origin !== undefined && url === null) return false;
  // Somebody on the network can answer for our name over http, so its pages are not ours where we use https.
  if (url && url.protocol !== new URL(publicUrl).protocol) return false;
  if (site !== undefined) return site === "same-origin" || site === "none";
  return url === null || origin === publicUrl || hosts.some((host) => isHostOf(url, host));
}

/** Some proxies write the usual port of a protocol after the name, which browsers leave out of an origin. */
function isHostOf({ protocol, host }: URL, named: string): boolean {
  const address = `${protocol}//${named}`;
  return URL.canParse(address) && new URL(address).host === host;
}
