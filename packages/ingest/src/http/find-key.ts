import { type Database, ingestKeys } from "@ai-cost/db";
import { and, eq, isNull, sql } from "drizzle-orm";

const USE_NOTED_EVERY_MS = 60_000;

export type FoundKey = Pick<typeof ingestKeys.$inferSelect, "projectId" | "id" | "lastUsedAt">;

/** The project's key that is kept under the hash; null when there is none or it is revoked. */
export async function findKey(
  db: Database,
  { projectId, secretHash }: { projectId: string; secretHash: string },
): Promise<FoundKey | null> {
  const [key] = await db
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
    );
  return key ?? null;
}

/**
 * Keeps when a key was used, to the minute. Of requests at the same time one writes and the others
 * do not wait for it; a request does not fail for it either, since the next one notes it.
 */
export async function noteUse(db: Database, key: FoundKey, now: Date): Promise<void> {
  const dueBefore = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  if (key.lastUsedAt !== null && key.lastUsedAt > dueBefore) return;
  const due = sql`(select ${ingestKeys.id} from ${ingestKeys}
    where ${ingestKeys.projectId} = ${key.projectId} and ${ingestKeys.id} = ${key.id}
      and (${ingestKeys.lastUsedAt} is null or ${ingestKeys.lastUsedAt} <= ${dueBefore.toISOString()}::timestamptz)
    for no key update skip locked)`;
  await db
    .update(ingestKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(ingestKeys.projectId, key.projectId), eq(ingestKeys.id, due)))
    .catch(() => {});
}
