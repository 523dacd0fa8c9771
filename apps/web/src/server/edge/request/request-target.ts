import type { HttpError } from "../response/http-error";

const PAGE_METHODS = ["GET", "HEAD", "POST"];
const API_METHODS = [...PAGE_METHODS, "DELETE", "OPTIONS", "PATCH", "PUT"];
/**
 * Matches the parts of a path that URL parsers read in different ways. Some parsers read `//` and `\` as
 * the start of another host, others as a part of the path. `..` changes the path.
 */
const AMBIGUOUS = /\/\/|\\|\/\.\.?(\/|$)/;
/** Next's internal error page, which would answer with a 500. */
const INTERNAL_PAGE = /^\/_global-error(\.|\/|$)/;

const MALFORMED: HttpError = { status: 400, message: "The address is malformed." };
const NOT_FOUND: HttpError = { status: 404, message: "Not found." };

/**
 * Returns the error for a request that must be refused: URL parsers would read its target in different
 * ways, no route has its method, or it asks for Next's internal error page. Returns null for any other
 * request. `target` is the request target as the client sent it.
 */
export function targetError(target: string, method: string): HttpError | null {
  const path = decodePath(target.split("?", 1)[0] ?? "");
  if (path === null || !path.startsWith("/") || AMBIGUOUS.test(path)) return MALFORMED;
  const methods = path.startsWith("/api/") ? API_METHODS : PAGE_METHODS;
  if (!methods.includes(method))
    return {
      status: 405,
      message: "This method is not supported here.",
      headers: { allow: methods.join(", ") },
    };
  return INTERNAL_PAGE.test(path) ? NOT_FOUND : null;
}

/**
 * Whether the target is an ingest endpoint. Ingest endpoints authenticate by key, not by cookie, and
 * limit the type and size of their bodies themselves. `target` must have passed `targetError`.
 */
export const isIngestTarget = (target: string): boolean => /^\/api\/(otel|v1)([/?]|$)/.test(target);

/** Whether the target is a health check, which orchestrators call under any name of this server. */
export const isHealthTarget = (target: string): boolean =>
  /^\/api\/health(\/live)?(\?|$)/.test(target);

/**
 * Whether the target receives files, which can be large. It limits the type and size of its bodies itself.
 * `target` must have passed `targetError`.
 */
export const isUploadTarget = (target: string): boolean =>
  /^\/api\/usage-imports([/?]|$)/.test(target);

/** Whether the target is the route to which a mail program posts its own form when a reader unsubscribes. */
export const isOneClickTarget = (target: string): boolean =>
  /^\/alerts\/unsubscribe\/[^/?]+\/one-click(\?|$)/.test(target);

/** Whether the target is a script, a style or a font of the app. `target` must have passed `targetError`. */
export const isAssetTarget = (target: string): boolean => target.startsWith("/_next/static/");

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
