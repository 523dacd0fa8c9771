import { sessions, users } from "@ai-cost/db";
import { and, eq, gt } from "drizzle-orm";
import type { Auth } from "../auth";
import { signedToken } from "./session-token";

export interface SessionUser {
  id: string;
  email: string;
  name: string;
}

/**
 * Returns the person whose session cookie a request contains. Reads the session from the database in one
 * statement. Returns null when the request has no session, and when the session has ended. Throws when
 * the database does not respond.
 */
export async function sessionUser(auth: Auth, headers: Headers): Promise<SessionUser | null> {
  const { authCookies, secret } = await auth.$context;
  const token = signedToken(headers, authCookies.sessionToken.name, secret);
  if (token === null) return null;
  const [user] = await auth.db
    .select({ id: users.id, email: users.email, name: users.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, new Date())));
  return user ?? null;
}
