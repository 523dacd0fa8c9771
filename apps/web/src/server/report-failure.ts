import { isDatabaseUnavailable } from "@ai-cost/db";
import type { Instrumentation } from "next";
import { inFlight } from "./edge/response/in-flight";
import { log } from "./log/log";
import { REQUEST_ID } from "./request-headers";

type FailedRequest = Parameters<Instrumentation.onRequestError>[1];

/**
 * Logs an unexpected error of a page or route. When the database is unavailable, or the person has too many
 * requests, it also changes the response's status to 503 or 429, which a page cannot do.
 */
export function reportFailure(error: unknown, { headers, path }: FailedRequest, route: string) {
  const requestId = headers[REQUEST_ID];
  const isRefused = isTooManyRequests(error);
  const response = typeof requestId === "string" ? inFlight(requestId) : undefined;
  if (response && isRefused) response.failureStatus = 429;
  else if (response && isDatabaseUnavailable(error)) response.failureStatus = 503;
  if (isRefused) return;
  log.error("a page failed", {
    requestId,
    reference: error instanceof Error && "digest" in error ? error.digest : undefined,
    path: path.split("?", 1)[0],
    route,
    cause: error,
  });
}

const isTooManyRequests = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "TOO_MANY_REQUESTS";
