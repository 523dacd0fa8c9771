import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import type { Member } from "./members";

const isMembership = (projectId: string, userId: string) =>
  and(eq(memberships.projectId, projectId), eq(memberships.userId, userId));

const isInvitation = (projectId: string, email: string) =>
  and(eq(invitations.projectId, projectId), eq(invitations.email, email));

export async function insertInvitation(
  db: Executor,
  invitation: { projectId: string; email: string; role: Role; createdAt: Date },
): Promise<void> {
  await db.insert(invitations).values(invitation).onConflictDoNothing();
}

/** Turns the invitation of an address into a membership if the address has an account. */
export async function acceptInvitation(
  db: Executor,
  projectId: string,
  email: string,
): Promise<void> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) return;
  const accepted = await db.delete(invitations).where(isInvitation(projectId, email)).returning();
  for (const { role, createdAt } of accepted)
    await db
      .insert(memberships)
      .values({ projectId, userId: user.id, role, createdAt })
      .onConflictDoNothing();
}

export async function storeRole(
  db: Executor,
  projectId: string,
  { email, userId }: Member,
  role: Role,
): Promise<void> {
  await (userId === null
    ? db.update(invitations).set({ role }).where(isInvitation(projectId, email))
    : db.update(memberships).set({ role }).where(isMembership(projectId, userId)));
}

/**
 * Deletes a membership, and also the invitation of the same address: an account that was created at the
 * same moment may have left its invitation in the table.
 */
export async function deleteMember(
  db: Executor,
  projectId: string,
  { email, userId }: Member,
): Promise<void> {
  await db.delete(invitations).where(isInvitation(projectId, email));
  if (userId !== null) await db.delete(memberships).where(isMembership(projectId, userId));
}
