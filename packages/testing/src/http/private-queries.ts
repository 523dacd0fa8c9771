import {
  type Ids,
  inputOf,
  PROCEDURE_ACCESS,
  type ProcedureAccess,
  procedures,
} from "@ai-cost/api/testing";

/** The path of every query with the ids of a project, in the form in which the web app's client sends it. */
export const privateQueries = ({ ids }: { ids: Ids }): string[] =>
  procedures()
    .filter(({ type }) => type === "query")
    .map(({ path }) => {
      const { idFields, otherFields } = PROCEDURE_ACCESS[path];
      const input = inputOf({ idFields: firstPage(idFields), otherFields }, ids);
      return `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
    });

/** Returns the ids without the cursors of lists, because a list after a cursor would be empty. */
const firstPage = (idFields: ProcedureAccess["idFields"]) =>
  Object.fromEntries(
    Object.entries(idFields).filter(([name]) => name !== "after" && name !== "before"),
  );
