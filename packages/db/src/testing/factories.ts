import { type Database, newId, projects } from "../index";

/** Inserts a project and returns its id. */
export async function makeProject(db: Database, name = "A project"): Promise<string> {
  const id = newId();
  await db.insert(projects).values({ id, name, createdAt: new Date() });
  return id;
}
