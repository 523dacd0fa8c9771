import { type Executor, ingestKeys, users } from "@ai-cost/db";
import { and, count, desc, eq, isNull } from "drizzle-orm";

const MAX_LISTED = 100;

/** The columns of a key that people may see. The hash is not one of them. */
const publicColumns = {
  keyId: ingestKeys.id,
  name: ingestKeys.name,
  lastCharacters: ingestKeys.lastCharacters,
  revokedAt: ingestKeys.revokedAt,
};

/** Up to 100 keys: active keys, then revoked keys, each newest first. */
export function selectKeys(db: Executor, projectId: string) {
  return db
    .select({
      ...publicColumns,
      createdBy: users.email,
      createdAt: ingestKeys.createdAt,
      lastUsedAt: ingestKeys.lastUsedAt,
    })
    .from(ingestKeys)
    .leftJoin(users, eq(users.id, ingestKeys.createdBy))
    .where(eq(ingestKeys.projectId, projectId))
    .orderBy(desc(isNull(ingestKeys.revokedAt)), desc(ingestKeys.createdAt), desc(ingestKeys.id))
    .limit(MAX_LISTED);
}

export async function countActiveKeys(db: Executor, projectId: string): Promise<number> {
  const [counted] = await db
    .select({ keys: count() })
    .from(ingestKeys)
    .where(and(eq(ingestKeys.projectId, projectId), isNull(ingestKeys.revokedAt)));
  return counted?.keys ?? 0;
}

export async function insertKey(db: Executor, key: typeof ingestKeys.$inferInsert): Promise<void> {
  await db.insert(ingestKeys).values(key);
}

/** The project's key with this id, active or revoked; null when the project has no such key. */
export async function findKey(db: Executor, projectId: string, keyId: string) {
  const [key] = await db.select(publicColumns).from(ingestKeys).where(isKey(projectId, keyId));
  return key ?? null;
}

export async function storeRevocation(
  db: Executor,
  projectId: string,
  keyId: string,
  revokedAt: Date,
): Promise<void> {
  await db.update(ingestKeys).set({ revokedAt }).where(isKey(projectId, keyId));
}

const isKey = (projectId: string, keyId: string) =>
  and(eq(ingestKeys.projectId, projectId), eq(ingestKeys.id, keyId));
