import "server-only";
import { type Surroundings, surroundings, type WayIn } from "@ai-cost/ingest";
import { environment } from "@/env";
import { writingDatabase } from "./database";
import { log } from "./log";

const shared: typeof globalThis & { aiCostSurroundings?: Surroundings } = globalThis;

/** A route that usage comes in by. */
export const routeOf =
  (wayIn: WayIn) =>
  (request: Request): Promise<Response> =>
    wayIn(request, processSurroundings());

/** On `globalThis`, since routes are bundled apart and together must not hold more than one may. */
function processSurroundings(): Surroundings {
  shared.aiCostSurroundings ??= surroundings(writingDatabase().db, {
    clock: () => new Date(),
    log,
    requestsPerMinute: environment().ingestRequestsPerMinute,
  });
  return shared.aiCostSurroundings;
}
