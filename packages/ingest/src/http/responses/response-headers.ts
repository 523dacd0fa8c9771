import { randomUUID } from "node:crypto";

/** The request id that the edge server set, or a new id. */
export const requestIdOf = ({ headers }: Request): string =>
  headers.get("x-request-id") ?? randomUUID();

/** Adds the headers that every response of an endpoint has. */
export function withApiHeaders(response: Response, requestId: string): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-request-id", requestId);
  return response;
}
