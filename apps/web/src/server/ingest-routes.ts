import "server-only";
import { type Endpoint, ingestDependencies } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "./database";
import { log } from "./log/log";
import { perProcess } from "./per-process";

/** The route handlers of an ingest endpoint, which refuses other methods than its own itself. */
export function ingestRoute(endpoint: Endpoint) {
  const handle = (request: Request): Promise<Response> => endpoint(request, dependencies());
  return { DELETE: handle, GET: handle, OPTIONS: handle, PATCH: handle, POST: handle, PUT: handle };
}

/** One for all routes, which share its limits. */
const dependencies = () =>
  perProcess("ingest dependencies", () =>
    ingestDependencies(writingDatabase().db, {
      clock: () => new Date(),
      log,
      requestsPerMinute: environment().ingestRequestsPerMinute,
    }),
  );
