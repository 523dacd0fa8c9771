import "server-only";
import { type Endpoint, ingestDependencies } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "./database";
import { log } from "./log/log";
import { perProcess } from "./per-process";

/**
 * The route handlers of an ingest endpoint. Every method has a handler, because the endpoint itself
 * refuses the methods that it does not support.
 */
export function ingestRoute(endpoint: Endpoint) {
  const handle = (request: Request): Promise<Response> => endpoint(request, dependencies());
  return { DELETE: handle, GET: handle, OPTIONS: handle, PATCH: handle, POST: handle, PUT: handle };
}

/** The dependencies of all ingest routes. The routes share one instance, because they share its rate limit. */
const dependencies = () =>
  perProcess("ingest dependencies", () =>
    ingestDependencies(writingDatabase().db, {
      clock: () => new Date(),
      log,
      requestsPerMinute: environment().ingestRequestsPerMinute,
      newNamesPerDay: environment().newNamesPerDay,
    }),
  );
