import "server-only";
import { projectParty } from "@ai-cost/fairness";
import { type Endpoint, ingestDependencies } from "@ai-cost/ingest";
import { environment } from "@/env";
import { alerts } from "./alerts";
import { writingDatabase } from "./database";
import { inFlight } from "./edge/response/in-flight";
import { log } from "./log/log";
import { perProcess } from "./per-process";
import { REQUEST_ID } from "./request-headers";
import { requestQueue } from "./request-queues";

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
      queue: requestQueue(),
      onAuthenticated: startBody,
      onRecorded: (projectId) => alerts().notice(projectId),
    }),
  );

/**
 * Ends the turn of a request while its body arrives. When the body is complete, the request waits for a turn
 * of its project.
 */
function startBody({ headers }: Request, projectId: string): void {
  const response = inFlight(headers.get(REQUEST_ID));
  response?.identify(projectParty(projectId));
  response?.leave();
}
