import { type Database, ingestKeys, newId, newIngestKey, projects } from "../index";

/** Makes a project of its own for a suite or a case; answers its id. */
export async function makeProject(db: Database, name = "A project"): Promise<string> {
  const id = newId();
  await db.insert(projects).values({ id, name, createdAt: new Date() });
  return id;
}

/** Makes a key of the project; answers its id and its text. */
export async function makeIngestKey(
  db: Database,
  projectId: string,
): Promise<{ keyId: string; text: string }> {
  const keyId = newId();
  const { text, secretHash, lastCharacters } = newIngestKey(projectId);
  const made = { name: "A key", createdBy: "a test", createdAt: new Date() };
  await db.insert(ingestKeys).values({ projectId, id: keyId, secretHash, lastCharacters, ...made });
  return { keyId, text };
}
