import type { Auth } from "./auth";
import { rootCause } from "./root-cause";

export interface SessionUser {
  id: string;
  email: string;
  name: string;
}

/**
 * Who a request's cookie belongs to, read from the database; null without a session or with one that
 * has ended. Throws the driver's error when the database cannot be asked.
 */
export async function sessionUser(auth: Auth, headers: Headers): Promise<SessionUser | null> {
  const found = await auth.api.getSession({ headers }).catch((error: unknown) => {
    throw rootCause(error);
  });
  if (!found) return null;
  const { id, email, name } = found.user;
  return { id, email, name };
}
