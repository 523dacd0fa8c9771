import { type Executor, invitations, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { and, asc, eq } from "drizzle-orm";

/** An address that is invited to a project and has not answered. */
export interface PendingInvitation {
  /** The email address in lower case. */
  email: string;
  role: Role;
  /** Null when the account no longer exists, and for an invitation of an earlier version. */
  inviter: { name: string; email: string } | null;
  /** When the link expires; null when there is no link yet, as for an invitation of an earlier version. */
  expiresAt: Date | null;
}

/** The pending invitations of a project, also the expired ones, ordered by address. */
export const selectInvitations = (db: Executor, projectId: string): Promise<PendingInvitation[]> =>
  db
    .select({
      email: invitations.email,
      role: invitations.role,
      inviter: { name: users.name, email: users.email },
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.projectId, projectId))
    .orderBy(asc(invitations.email));

const isInvitation = (projectId: string, email: string) =>
  and(eq(invitations.projectId, projectId), eq(invitations.email, email));

export interface StoredLink {
  invitedBy: string;
  tokenHash: string;
  expiresAt: Date;
  isMailed: boolean;
}

/** Invites an address. If it is already invited, the new role and link replace the old ones. */
export async function storeInvitation(
  db: Executor,
  key: { projectId: string; email: string },
  invitation: StoredLink & { role: Role },
  createdAt: Date,
): Promise<void> {
  await db
    .insert(invitations)
    .values({ ...key, ...invitation, createdAt })
    .onConflictDoUpdate({ target: [invitations.projectId, invitations.email], set: invitation });
}

export async function storeInvitedRole(
  db: Executor,
  projectId: string,
  email: string,
  role: Role,
): Promise<void> {
  await db.update(invitations).set({ role }).where(isInvitation(projectId, email));
}

export async function deleteInvitation(
  db: Executor,
  projectId: string,
  email: string,
): Promise<void> {
  await db.delete(invitations).where(isInvitation(projectId, email));
}

/** Deletes the invitation with this token and returns it; undefined when another request was first. */
export async function takeInvitation(
  db: Executor,
  projectId: string,
  tokenHash: string,
): Promise<{ email: string; role: Role; isMailed: boolean } | undefined> {
  const { email, role, isMailed } = invitations;
  const [taken] = await db
    .delete(invitations)
    .where(and(eq(invitations.projectId, projectId), eq(invitations.tokenHash, tokenHash)))
    .returning({ email, role, isMailed });
  return taken;
}

/** Stores that the person reads the mail of their address. */
export async function storeVerifiedAddress(db: Executor, userId: string, now: Date): Promise<void> {
  await db.update(users).set({ emailVerified: true, updatedAt: now }).where(eq(users.id, userId));
}
