import { type Database, sessions, users } from "@ai-cost/db";
import { and, eq, gt } from "drizzle-orm";
import type { Auth } from "../auth";
import { signedToken } from "./session-token";

/** How exact `sessions.last_seen_at` is. It limits how often requests write it. */
const LAST_SEEN_PRECISION_MS = 5 * 60 * 1000;

export interface SessionUser {
  id: string;
  email: string;
  name: string;
  /** The id of the session, which is not its secret token. */
  sessionId: string;
}

/**
 * Returns the person whose session cookie a request contains. Reads the session from the database in one
 * statement, and stores every five minutes that it was seen. Returns null when the request has no session,
 * and when the session has ended. Throws when the database does not respond.
 */
export async function sessionUser(
  auth: Auth,
  headers: Headers,
  now = new Date(),
): Promise<SessionUser | null> {
  const { authCookies, secret } = await auth.$context;
  const token = signedToken(headers, authCookies.sessionToken.name, secret);
  if (token === null) return null;
  const [session] = await auth.db
    .select({
      user: { id: users.id, email: users.email, name: users.name, sessionId: sessions.id },
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, now)));
  if (!session) return null;
  const seenMs = now.getTime() - (session.lastSeenAt ?? session.createdAt).getTime();
  if (seenMs >= LAST_SEEN_PRECISION_MS) await storeSeen(auth.db, session.user.sessionId, now);
  return session.user;
}

async function storeSeen(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId));
}
