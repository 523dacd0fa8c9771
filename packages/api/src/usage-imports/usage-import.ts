import { usageImportProcedure } from "../access";
import type { Context, ProjectContext } from "../context";
import { changeProject } from "../projects/change-project";
import { createCallerFactory, router } from "../trpc";

/** Not part of the app's router: files are larger than the bodies that procedures accept. */
const createGate = createCallerFactory(
  router({ open: usageImportProcedure.query(({ ctx }): ProjectContext => ctx) }),
);

/**
 * Opens a project for the import of a file. Throws UNAUTHORIZED without a session, BAD_REQUEST for a
 * malformed project id, NOT_FOUND when the caller is not a member of the project, and FORBIDDEN for
 * members who may not import.
 */
export const openUsageImport = (context: Context, projectId: string): Promise<ProjectContext> =>
  createGate(context).open({ projectId });

/** The longest file name in the audit trail. */
const MAX_NAME_LENGTH = 200;

const startOf = (fileName: string) => `${fileName.slice(0, MAX_NAME_LENGTH)} (started)`;

/**
 * Records in the audit trail that the import of a file begins to record rows. When no `recordUsageImport`
 * follows, the process died in the middle of it.
 */
export const recordImportStart = (context: ProjectContext, fileName: string): Promise<void> =>
  changeProject(context, ({ audit }) => audit("usage.import", null, startOf(fileName)));

/** Records in the audit trail that an import has ended, and how many of its rows were new. */
export const recordUsageImport = (
  context: ProjectContext,
  { fileName, rows }: { fileName: string; rows: number },
): Promise<void> =>
  changeProject(context, ({ audit }) =>
    audit(
      "usage.import",
      startOf(fileName),
      `${fileName.slice(0, MAX_NAME_LENGTH)} (${rows} new ${rows === 1 ? "row" : "rows"})`,
    ),
  );
