import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { HttpError } from "../response/http-error";

const JSON_ONLY: HttpError = { status: 415, message: "Send application/json." };
const CROSS_SITE: HttpError = {
  status: 403,
  message: "A change must come from this site's own pages.",
};

const CHANGING_METHODS = ["DELETE", "PATCH", "POST", "PUT"];

/**
 * Why a state-changing request is refused; null when it may go on. A form on another site can send
 * neither our origin nor, to a procedure or to sign-in, JSON, so another site's page changes nothing.
 */
export function crossSiteError(
  { method = "", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  publicUrl: string,
): HttpError | null {
  if (!CHANGING_METHODS.includes(method)) return null;
  if (!isSameOrigin(headers, publicUrl)) return CROSS_SITE;
  const isJson = /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
  return url.startsWith("/api/") && !isJson ? JSON_ONLY : null;
}

/** A browser says where a request comes from. Other clients do not, but have no cookie to misuse. */
function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { "sec-fetch-site": site, origin, host } = headers;
  if (site !== undefined) return site === "same-origin" || site === "none";
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === host;
}
