import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../connection/database";
import { ingestKeys } from "../schema/ingest-keys";
import { readWith, type TenantDatabase, tenantDatabase } from "./tenant-database";

/** An ingest key that is not revoked. */
export type ActiveKey = Pick<typeof ingestKeys.$inferSelect, "projectId" | "id" | "lastUsedAt">;

/** The project and the hash that identify an ingest key. Both come from the key's text. */
export interface KeyIdentity {
  /** The id of the project, which is part of the key's text. */
  projectId: string;
  /** SHA-256 of the whole text: 64 hexadecimal digits in lower case. */
  secretHash: string;
}

/**
 * Opens the project of an ingest key. Returns null when the key is unknown, revoked or of another
 * project. Until the key is found, only the row with this hash is visible. Throws when the hash is not
 * hexadecimal, because the hash becomes part of a setting's text.
 */
export async function openByKeyHash(
  db: Database,
  { projectId, secretHash }: KeyIdentity,
): Promise<{ key: ActiveKey; tenant: TenantDatabase } | null> {
  if (!/^[0-9a-f]{64}$/.test(secretHash)) throw new Error("A key's hash must be hexadecimal.");
  const [key] = await readWith(db, `ai_cost.ingest_key_hash = '${secretHash}'`, (tx) =>
    tx
      .select({
        projectId: ingestKeys.projectId,
        id: ingestKeys.id,
        lastUsedAt: ingestKeys.lastUsedAt,
      })
      .from(ingestKeys)
      .where(
        and(
          eq(ingestKeys.projectId, projectId),
          eq(ingestKeys.secretHash, secretHash),
          isNull(ingestKeys.revokedAt),
        ),
      ),
  );
  return key ? { key, tenant: tenantDatabase(db, [key.projectId]) } : null;
}
