import { type Database, invitations, memberships, users } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Turns the invitations for an account's e-mail address into memberships. A role that the person has
 * already stays. Call it only after the account is committed: an invitation looks for the account after
 * it is committed itself, so of two that run at the same time at least one sees the other.
 */
export async function acceptInvitations(db: Database, userId: string, now: Date): Promise<void> {
  const [waiting] = await db
    .select({ email: users.email })
    .from(users)
    .innerJoin(invitations, eq(invitations.email, users.email))
    .where(eq(users.id, userId))
    .limit(1);
  if (!waiting) return;
  await db.transaction(async (tx) => {
    // The delete comes first, so that an invitation that is withdrawn at this moment is not accepted.
    const accepted = await tx
      .delete(invitations)
      .where(eq(invitations.email, waiting.email))
      .returning({ projectId: invitations.projectId, role: invitations.role });
    if (accepted.length === 0) return;
    await tx
      .insert(memberships)
      .values(accepted.map((invitation) => ({ ...invitation, userId, createdAt: now })))
      .onConflictDoNothing();
  });
}
