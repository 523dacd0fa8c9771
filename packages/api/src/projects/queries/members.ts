import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { eq } from "drizzle-orm";

/** Someone on a project's list, by address; without an account for as long as the address has none. */
export interface Member {
  /** Lower case. */
  email: string;
  role: Role;
  userId: string | null;
}

/**
 * Everyone on the project's list, accounts and invited addresses alike, in no order. Invitations are
 * read first, so that one that becomes a membership meanwhile is not missed; `forChange` keeps them
 * from becoming one until the transaction ends.
 */
export async function membersOf(
  db: Executor,
  projectId: string,
  { forChange = false } = {},
): Promise<Member[]> {
  const invitationsOf = db
    .select({ email: invitations.email, role: invitations.role })
    .from(invitations)
    .where(eq(invitations.projectId, projectId));
  const invited = await (forChange ? invitationsOf.for("update") : invitationsOf);
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
