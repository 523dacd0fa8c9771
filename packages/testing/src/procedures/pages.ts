import type { Ids } from "./fillings";
import { inputOf, PROCEDURE_ENTRIES } from "./procedure-entries";
import { procedures } from "./procedures";
import { ROUTE_ENTRIES } from "./route-entries";
import { addressOf, routePatterns } from "./routes";

/** The addresses of every page that shows something of a project, or of all of a person's. */
export const privatePages = ({ ids }: { ids: Ids }): string[] =>
  routePatterns()
    .filter((pattern) => ["project", "person"].includes(ROUTE_ENTRIES[pattern]?.gate ?? ""))
    .map((pattern) => addressOf(pattern, { projectId: ids.projectId, runId: ids.runId }));

/** What the page's client asks of a project. */
export const privateQueries = ({ ids }: { ids: Ids }): string[] =>
  procedures()
    .filter(({ type }) => type === "query")
    .map(({ path }) => {
      const entry = PROCEDURE_ENTRIES[path];
      const input = entry ? inputOf({ ...entry, ids: firstPage(entry.ids) }, ids) : {};
      return `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
    });

/** Without the cursors, after which there is nothing. */
const firstPage = (ids: (typeof PROCEDURE_ENTRIES)[string]["ids"]) =>
  Object.fromEntries(Object.entries(ids).filter(([name]) => name !== "after" && name !== "before"));
