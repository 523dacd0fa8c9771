import { type Executor, invitations, memberships } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import type { Member } from "./members";

const isMembership = (projectId: string, userId: string) =>
  and(eq(memberships.projectId, projectId), eq(memberships.userId, userId));

/** Adds a person to the project. A person who is already a member keeps the present role. */
export async function insertMembership(
  db: Executor,
  membership: { projectId: string; userId: string; role: Role; createdAt: Date },
): Promise<void> {
  await db.insert(memberships).values(membership).onConflictDoNothing();
}

export async function storeRole(
  db: Executor,
  projectId: string,
  { userId }: Member,
  role: Role,
): Promise<void> {
  await db.update(memberships).set({ role }).where(isMembership(projectId, userId));
}

/**
 * Deletes a membership, and also an invitation of the same address, so that an older link does not bring
 * the person back.
 */
export async function deleteMember(
  db: Executor,
  projectId: string,
  { email, userId }: Member,
): Promise<void> {
  await db
    .delete(invitations)
    .where(and(eq(invitations.projectId, projectId), eq(invitations.email, email)));
  await db.delete(memberships).where(isMembership(projectId, userId));
}
