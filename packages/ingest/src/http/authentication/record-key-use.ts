import { ingestKeys, type OpeningKey, type TenantDatabase } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";

const USE_NOTED_EVERY_MS = 60_000;

/**
 * Keeps when a key was used, to the minute. Of requests at the same time one writes and the others
 * do not wait for it; a request does not fail for it either, since the next one notes it.
 */
export async function noteUse(db: TenantDatabase, key: OpeningKey, now: Date): Promise<void> {
  const dueBefore = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  if (key.lastUsedAt !== null && key.lastUsedAt > dueBefore) return;
  const due = sql`(select ${ingestKeys.id} from ${ingestKeys}
    where ${ingestKeys.projectId} = ${key.projectId} and ${ingestKeys.id} = ${key.id}
      and (${ingestKeys.lastUsedAt} is null or ${ingestKeys.lastUsedAt} <= ${dueBefore.toISOString()}::timestamptz)
    for no key update skip locked)`;
  const isDue = and(eq(ingestKeys.projectId, key.projectId), eq(ingestKeys.id, due));
  await db
    .write((tx) => tx.update(ingestKeys).set({ lastUsedAt: now }).where(isDue))
    .catch(() => {});
}
