import { isDatabaseUnavailable } from "@ai-cost/db";
import type { Instrumentation } from "next";
import { markUnavailable } from "./edge/response/in-flight";
import { log } from "./log/log";
import { REQUEST_ID } from "./request-headers";

type FailedRequest = Parameters<Instrumentation.onRequestError>[1];

/**
 * Logs an unexpected error of a page or route. When the database is unavailable, it also changes the
 * response's status to 503, which a page cannot do.
 */
export function reportFailure(error: unknown, { headers, path }: FailedRequest, route: string) {
  const requestId = headers[REQUEST_ID];
  if (typeof requestId === "string" && isDatabaseUnavailable(error)) markUnavailable(requestId);
  log.error("a page failed", {
    requestId,
    reference: error instanceof Error && "digest" in error ? error.digest : undefined,
    path: path.split("?", 1)[0],
    route,
    cause: error,
  });
}
