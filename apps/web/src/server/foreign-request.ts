/**
 * Why a state change is not taken, as a procedure's error would read; null when it may go on. A form
 * on another site can send neither JSON nor our origin, so a foreign page changes nothing here.
 */
export function refusalOf(request: Request, publicUrl: string): Response | null {
  if (request.method !== "POST") return null;
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType))
    return refusal(415, -32015, "UNSUPPORTED_MEDIA_TYPE", "Send application/json.");
  if (!isSameOrigin(request.headers, publicUrl))
    return refusal(403, -32003, "FORBIDDEN", "A change must come from this site's own pages.");
  return null;
}

/** A browser says where a request comes from; what is no browser says nothing and has no cookie to misuse. */
function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === headers.get("host");
}

function refusal(httpStatus: number, number: number, code: string, message: string): Response {
  const error = { message, code: number, data: { code, httpStatus } };
  return Response.json({ error }, { status: httpStatus, headers: { "cache-control": "no-store" } });
}
