import { sessions, users } from "@ai-cost/db";
import { and, eq, gt } from "drizzle-orm";
import type { Auth } from "./auth";
import { rootCause } from "./root-cause";
import { signedToken } from "./session-token";

export interface SessionUser {
  id: string;
  email: string;
  name: string;
}

/**
 * Who a request's cookie belongs to, read from the database in one statement; null without a session
 * or with one that has ended. Throws the driver's error when the database cannot be asked.
 */
export async function sessionUser(auth: Auth, headers: Headers): Promise<SessionUser | null> {
  const { authCookies, secret } = await auth.$context;
  const token = signedToken(headers, authCookies.sessionToken.name, secret);
  if (token === null) return null;
  const [user] = await auth.db
    .select({ id: users.id, email: users.email, name: users.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, new Date())))
    .catch((error: unknown) => {
      throw rootCause(error);
    });
  return user ?? null;
}
