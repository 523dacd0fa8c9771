import type { Ids } from "@ai-cost/api/testing";
import { ROUTE_ACCESS } from "./route-access";
import { pathOf, routePatterns } from "./route-patterns";

/** The paths of all pages that need a session. */
export const privatePages = ({ ids }: { ids: Ids }): string[] =>
  routePatterns()
    .filter((pattern) =>
      ["project members", "signed-in people"].includes(ROUTE_ACCESS[pattern]?.openTo ?? ""),
    )
    .map((pattern) => pathOf(pattern, { projectId: ids.projectId, runId: ids.runId }));
