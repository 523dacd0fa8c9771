import "server-only";
import { type Endpoint, type IngestDependencies, ingestDependencies } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "./database";
import { log } from "./log";

const shared: typeof globalThis & { aiCostIngestDependencies?: IngestDependencies } = globalThis;

/** A route that usage comes in by. */
export const routeOf =
  (endpoint: Endpoint) =>
  (request: Request): Promise<Response> =>
    endpoint(request, processDependencies());

/** On `globalThis`, since routes are bundled apart and together must not hold more than one may. */
function processDependencies(): IngestDependencies {
  shared.aiCostIngestDependencies ??= ingestDependencies(writingDatabase().db, {
    clock: () => new Date(),
    log,
    requestsPerMinute: environment().ingestRequestsPerMinute,
  });
  return shared.aiCostIngestDependencies;
}
