import { type Database, openProjects } from "@ai-cost/db";

/** Every project that the person may open, with their role, by name. */
export async function listProjects(db: Database, userId: string) {
  const { projects } = await openProjects(db, userId);
  return projects.map(({ id, ...project }) => ({ projectId: id, ...project }));
}
