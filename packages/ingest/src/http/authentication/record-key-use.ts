import { type ActiveKey, ingestKeys, type TenantDatabase } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";

const RECORD_EVERY_MS = 60_000;

/**
 * Records when a key was last used, at most once a minute. When several requests use a key at the same
 * time, one of them writes, and the others skip the locked row instead of waiting for it. A failure is
 * ignored, because the next request records the use.
 */
export async function recordKeyUse(db: TenantDatabase, key: ActiveKey, now: Date): Promise<void> {
  const dueBefore = new Date(now.getTime() - RECORD_EVERY_MS);
  if (key.lastUsedAt !== null && key.lastUsedAt > dueBefore) return;
  const dueKeyId = sql`(select ${ingestKeys.id} from ${ingestKeys}
    where ${ingestKeys.projectId} = ${key.projectId} and ${ingestKeys.id} = ${key.id}
      and (${ingestKeys.lastUsedAt} is null or ${ingestKeys.lastUsedAt} <= ${dueBefore.toISOString()}::timestamptz)
    for no key update skip locked)`;
  const isDue = and(eq(ingestKeys.projectId, key.projectId), eq(ingestKeys.id, dueKeyId));
  await db
    .write((tx) => tx.update(ingestKeys).set({ lastUsedAt: now }).where(isDue))
    .catch(() => {});
}
