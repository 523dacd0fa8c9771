import { randomUUID } from "node:crypto";

/** The id that the server in front gave the request, or else a new one. */
export const requestIdOf = ({ headers }: Request): string =>
  headers.get("x-request-id") ?? randomUUID();

/** Marks an answer as one under an id that is never kept. */
export function forPrograms(response: Response, requestId: string): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-request-id", requestId);
  return response;
}
