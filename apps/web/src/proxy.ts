import { type NextRequest, NextResponse } from "next/server";
import { REQUEST_ID, REQUEST_NONCE, REQUEST_PATH } from "@/server/request-headers";

/**
 * Gives each request its id and its nonce, once; whatever a client sent under these names is
 * replaced. Pages, procedures and the log read them from the request's headers.
 */
export function proxy(request: NextRequest): NextResponse {
  const requestId = crypto.randomUUID();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);

  const headers = new Headers(request.headers);
  headers.set(REQUEST_ID, requestId);
  headers.set(REQUEST_NONCE, nonce);
  headers.set(REQUEST_PATH, request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set(REQUEST_ID, requestId);
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Usage comes in past this: Next keeps a copy of every body that goes through here and cuts it at
 * 10 MB. Those routes set their headers themselves.
 */
export const config = { matcher: "/((?!_next/static|icon.svg|api/otel/|api/v1/).*)" };

/** Bars take their width from a style attribute, hence `unsafe-inline` for styles alone. */
function contentSecurityPolicy(nonce: string): string {
  const forReactRefresh = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forReactRefresh}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
