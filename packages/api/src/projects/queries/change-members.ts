import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import type { Member } from "./members";

const membershipOf = (projectId: string, userId: string) =>
  and(eq(memberships.projectId, projectId), eq(memberships.userId, userId));

const invitationOf = (projectId: string, email: string) =>
  and(eq(invitations.projectId, projectId), eq(invitations.email, email));

/** Puts an address on the list; it opens the project once it has an account. */
export async function invite(
  db: Executor,
  invitation: { projectId: string; email: string; role: Role; createdAt: Date },
): Promise<void> {
  await db.insert(invitations).values(invitation).onConflictDoNothing();
}

/** Turns the address's invitation into a membership if the address has an account by now. */
export async function claimInvitation(
  db: Executor,
  projectId: string,
  email: string,
): Promise<void> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) return;
  const claimed = await db.delete(invitations).where(invitationOf(projectId, email)).returning();
  for (const { role, createdAt } of claimed)
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
    ? db.update(invitations).set({ role }).where(invitationOf(projectId, email))
    : db.update(memberships).set({ role }).where(membershipOf(projectId, userId)));
}

/** Both, for an address may have been invited in the moment in which its account was made. */
export async function deleteMember(
  db: Executor,
  projectId: string,
  { email, userId }: Member,
): Promise<void> {
  await db.delete(invitations).where(invitationOf(projectId, email));
  if (userId !== null) await db.delete(memberships).where(membershipOf(projectId, userId));
}
