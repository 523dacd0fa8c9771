import { type Database, openProjects } from "@ai-cost/db";
import { pageOfProjects } from "../field-schemas";

/** A page of the projects that the user is a member of, ordered by name, with the user's role in each. */
export async function listProjects(db: Database, userId: string, page: number) {
  const { projects } = await openProjects(db, userId);
  return pageOfProjects(projects, page).map(({ id, ...project }) => ({
    projectId: id,
    ...project,
  }));
}
