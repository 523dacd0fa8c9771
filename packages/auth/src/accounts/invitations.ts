import { type Database, invitations, memberships, users } from "@ai-cost/db";
import { eq } from "drizzle-orm";

/**
 * Turns the invitations for an account's e-mail address into memberships. A person who is already a
 * member of a project keeps the present role. Call this only after the account is committed. The code
 * that invites a person likewise commits the invitation before it looks for the account. So when both
 * run at the same time, at least one of them finds what the other has committed.
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
    // The delete comes first. If the invitation is withdrawn at this moment, the delete finds no row
    // and the invitation is not accepted.
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
