import { type Database, isId, type OperatorProject, openAsOperator } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { Option } from "commander";

export const PROJECT_ID_MEANING =
  "the id of the project, as in the address /dashboard/products/ID/ai-cost";

/**
 * The option `--project` of a command that works on one project or on all projects. Its value is null for
 * all projects.
 */
export const projectOption = (): Option =>
  new Option("--project <id>", PROJECT_ID_MEANING).default(null, "all projects");

/**
 * Finds the project that `--project` names. Throws a Refusal if `id` is not an id or if no project has
 * this id.
 */
export async function findProject(db: Database, id: string): Promise<OperatorProject> {
  if (!isId(id))
    throw new Refusal(
      `"${id}" is not the id of a project: find the id in the address of the project's page, /dashboard/products/ID/ai-cost.`,
    );
  const [project] = await openAsOperator(db, id);
  if (!project) throw new Refusal(`There is no project ${id} in this database.`);
  return project;
}

/** Finds the named project, or all projects in the order of their names if `id` is null. */
export const selectProjects = async (
  db: Database,
  id: string | null,
): Promise<OperatorProject[]> =>
  id === null ? openAsOperator(db, null) : [await findProject(db, id)];
