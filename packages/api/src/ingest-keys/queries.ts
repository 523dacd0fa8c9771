import { type Executor, ingestKeys, users } from "@ai-cost/db";
import { and, count, desc, eq, isNull } from "drizzle-orm";

const MAX_LISTED = 100;

const told = {
  keyId: ingestKeys.id,
  name: ingestKeys.name,
  lastCharacters: ingestKeys.lastCharacters,
  revokedAt: ingestKeys.revokedAt,
};

/** Good keys first, then revoked ones, each newest first; never what they are known by. */
export function keysOf(db: Executor, projectId: string) {
  return db
    .select({
      ...told,
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

/** How many keys of the project are good. */
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

/** The project's key of that id, revoked or not; null when it has none. */
export async function findKey(db: Executor, projectId: string, keyId: string) {
  const [key] = await db.select(told).from(ingestKeys).where(keyOf(projectId, keyId));
  return key ?? null;
}

export async function storeRevocation(
  db: Executor,
  projectId: string,
  keyId: string,
  revokedAt: Date,
): Promise<void> {
  await db.update(ingestKeys).set({ revokedAt }).where(keyOf(projectId, keyId));
}

const keyOf = (projectId: string, keyId: string) =>
  and(eq(ingestKeys.projectId, projectId), eq(ingestKeys.id, keyId));
