import { isDatabaseUnavailable } from "@ai-cost/db";
import type { Instrumentation } from "next";
import { log } from "./log";
import { REQUEST_ID } from "./request-headers";

type FailedRequest = Parameters<Instrumentation.onRequestError>[1];

const shared: typeof globalThis & {
  /** The answers under way in `front/`, by request id. */
  aiCostAnswers?: Map<unknown, { isUnavailable: boolean }>;
} = globalThis;

/**
 * Logs what a page or route did not expect. Where the cause is a database that is away, has the answer
 * say so by its status: a page cannot.
 */
export function reportFailure(error: unknown, { headers, path }: FailedRequest, route: string) {
  const requestId = headers[REQUEST_ID];
  const answer = shared.aiCostAnswers?.get(requestId);
  if (answer && isDatabaseUnavailable(error)) answer.isUnavailable = true;
  log.error("a page failed", {
    requestId,
    reference: error instanceof Error && "digest" in error ? error.digest : undefined,
    path: path.split("?", 1)[0],
    route,
    cause: error,
  });
}
