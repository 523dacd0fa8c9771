import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { eq } from "drizzle-orm";

/** A member of a project, or an address that is invited to it. */
export interface Member {
  /** The email address in lower case. */
  email: string;
  role: Role;
  /** The account of the address; null while the address has no account. */
  userId: string | null;
}

/**
 * The members and invited addresses of a project, in no particular order. Invitations are read first, so
 * an invitation that is accepted between the two statements appears as a member. With `forUpdate`, no
 * invitation can be accepted until the transaction ends.
 */
export async function selectMembers(
  db: Executor,
  projectId: string,
  { forUpdate = false } = {},
): Promise<Member[]> {
  const invitationsOf = db
    .select({ email: invitations.email, role: invitations.role })
    .from(invitations)
    .where(eq(invitations.projectId, projectId));
  const invited = await (forUpdate ? invitationsOf.for("update") : invitationsOf);
  const accounts = await db
    .select({ email: users.email, role: memberships.role, userId: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.projectId, projectId));
  const accountEmails = new Set(accounts.map(({ email }) => email));
  const waiting = invited
    .filter(({ email }) => !accountEmails.has(email))
    .map((invitation) => ({ ...invitation, userId: null }));
  return [...accounts, ...waiting];
}
