import "server-only";
import { surroundings, type WayIn } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "./database";
import { log } from "./log/log";
import { perProcess } from "./per-process";

/** The route handlers of an ingest endpoint, which refuses other methods than its own itself. */
export function ingestRoute(endpoint: WayIn) {
  const handle = (request: Request): Promise<Response> => endpoint(request, ingestDependencies());
  return { DELETE: handle, GET: handle, OPTIONS: handle, PATCH: handle, POST: handle, PUT: handle };
}

/** One for all routes, which share its limits. */
const ingestDependencies = () =>
  perProcess("ingest dependencies", () =>
    surroundings(writingDatabase().db, {
      clock: () => new Date(),
      log,
      requestsPerMinute: environment().ingestRequestsPerMinute,
    }),
  );
