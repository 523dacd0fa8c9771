import { type Database, invitations, memberships, users } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Makes memberships of the invitations that wait for an account's address; a role already held stays.
 * To be called once the account is committed: of this and an invitation written in the same moment,
 * which looks for the account once it is committed itself, at least one sees the other.
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
    // Deleting comes first: what is withdrawn at this moment is not accepted.
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
