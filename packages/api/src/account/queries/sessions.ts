import { type Executor, sessions } from "@ai-cost/db";
import { and, desc, eq, gt, ne, type SQL, sql } from "drizzle-orm";

const MAX_SESSIONS = 100;

interface Reader {
  userId: string;
  /** The id of the session of the request. */
  sessionId: string;
  now: Date;
}

/** A person's sessions that have not expired: the reader's own, then those that were seen last. */
export const selectSessions = (db: Executor, { userId, sessionId, now }: Reader) => {
  const lastSeenAt = sql`coalesce(${sessions.lastSeenAt}, ${sessions.createdAt})`;
  return db
    .select({
      sessionId: sessions.id,
      userAgent: sessions.userAgent,
      ipAddress: sessions.ipAddress,
      signedInAt: sessions.createdAt,
      lastSeenAt: lastSeenAt.mapWith(sessions.createdAt),
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(eq(sessions.id, sessionId)), desc(lastSeenAt), sessions.id)
    .limit(MAX_SESSIONS);
};

/** Deletes one session if it is the person's own. Returns the number of deleted sessions. */
export const deleteSession = (db: Executor, userId: string, sessionId: string): Promise<number> =>
  deleteWhere(db, and(eq(sessions.userId, userId), eq(sessions.id, sessionId)));

/** Deletes all of a person's sessions but one. Returns the number of deleted sessions. */
export const deleteOtherSessions = (
  db: Executor,
  userId: string,
  sessionId: string,
): Promise<number> => deleteWhere(db, and(eq(sessions.userId, userId), ne(sessions.id, sessionId)));

async function deleteWhere(db: Executor, condition: SQL | undefined): Promise<number> {
  const deleted = await db.delete(sessions).where(condition).returning({ id: sessions.id });
  return deleted.length;
}
