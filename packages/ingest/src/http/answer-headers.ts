import { randomUUID } from "node:crypto";

/**
 * Marks an answer as one for programs: under an id, never kept, never run as a page. These routes
 * have no part in what `proxy.ts` of the app sets, since it would cut their bodies short.
 */
export function forPrograms(response: Response, requestId: string = randomUUID()): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-request-id", requestId);
  return response;
}
