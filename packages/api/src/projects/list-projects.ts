import { type Database, openProjects } from "@ai-cost/db";

/** The projects that the user is a member of, ordered by name, with the user's role in each. */
export async function listProjects(db: Database, userId: string) {
  const { projects } = await openProjects(db, userId);
  return projects.map(({ id, ...project }) => ({ projectId: id, ...project }));
}
