import { type Executor, invitations, memberships, users } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";

/**
 * Makes memberships of the invitations that wait for an address, if it has an account; otherwise they
 * go on waiting. Runs where an account is made and again at every sign-in, so that an invitation
 * written in the same moment as the account is late but not lost. A role already held stays.
 */
export async function acceptInvitations(db: Executor, email: string, now: Date): Promise<void> {
  const address = email.toLowerCase();
  await db
    .insert(memberships)
    .select(
      db
        .select({
          projectId: invitations.projectId,
          userId: users.id,
          role: invitations.role,
          createdAt: sql<Date>`${now.toISOString()}::timestamptz`.as("created_at"),
        })
        .from(invitations)
        .innerJoin(users, eq(users.email, invitations.email))
        .where(eq(invitations.email, address)),
    )
    .onConflictDoNothing();
  await db.delete(invitations).where(
    and(
      eq(invitations.email, address),
      sql`exists (select 1 from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
          where ${users.email} = ${invitations.email} and ${memberships.projectId} = ${invitations.projectId})`,
    ),
  );
}
