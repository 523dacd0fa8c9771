import { type Database, newId, projects } from "../index";

/** Makes a project of its own for a suite or a case; answers its id. */
export async function makeProject(db: Database, name = "A project"): Promise<string> {
  const id = newId();
  await db.insert(projects).values({ id, name, createdAt: new Date() });
  return id;
}
