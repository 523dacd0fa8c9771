import { type ActiveKey, type Database, openByKeyHash, type TenantDatabase } from "@ai-cost/db";
import { readIngestKey } from "./ingest-key";

/**
 * Opens the project of an ingest key. Returns null when the text does not have the form of a key, and
 * when the key is unknown, revoked or of another project. Throws the driver's error when the database
 * does not respond.
 */
export async function openByKey(
  db: Database,
  text: string,
): Promise<{ key: ActiveKey; tenant: TenantDatabase } | null> {
  const identity = readIngestKey(text);
  return identity && openByKeyHash(db, identity);
}
