import {
  type Ids,
  inputOf,
  PROCEDURE_ACCESS,
  type ProcedureAccess,
  procedures,
} from "@ai-cost/api/testing";
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
      const { idFields, otherFields } = PROCEDURE_ACCESS[path];
      const input = inputOf({ idFields: firstPage(idFields), otherFields }, ids);
      return `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
    });

/** Without the cursors, after which there is nothing. */
const firstPage = (idFields: ProcedureAccess["idFields"]) =>
  Object.fromEntries(
    Object.entries(idFields).filter(([name]) => name !== "after" && name !== "before"),
  );
