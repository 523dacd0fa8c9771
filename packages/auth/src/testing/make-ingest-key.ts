import { type Database, ingestKeys, newId } from "@ai-cost/db";
import { newIngestKey } from "../api-keys/ingest-key";

/** Adds an ingest key to a project and returns its id and text. */
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
