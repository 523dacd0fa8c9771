import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client";
import { readIngestKey } from "../ingest-key";
import { ingestKeys } from "../schema/ingest-keys";
import { readWith, type TenantDatabase, tenantDatabase } from "./tenant-database";

/** A key that is good, of the project that it opens. */
export type OpeningKey = Pick<typeof ingestKeys.$inferSelect, "projectId" | "id" | "lastUsedAt">;

/**
 * The project that a key's text opens; null for whatever is no key, and alike for one that is unknown,
 * revoked or of another project. Until it is found nothing is visible but the row of that very secret.
 */
export async function openByKey(
  db: Database,
  text: string,
): Promise<{ key: OpeningKey; tenant: TenantDatabase } | null> {
  const read = readIngestKey(text);
  if (!read) return null;
  const { projectId, secretHash } = read;
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
