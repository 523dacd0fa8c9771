import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { eq } from "drizzle-orm";

/** Someone on a project's list. */
export interface Member {
  /** Lower case. */
  email: string;
  role: Role;
  /** Null as long as the address has no account. */
  userId: string | null;
}

/**
 * Everyone on the project's list, in no order: accounts and invited addresses. Invitations are read
 * first, so that one that is accepted between the two statements is not missed. With `forUpdate` none
 * can be accepted until the transaction ends.
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
