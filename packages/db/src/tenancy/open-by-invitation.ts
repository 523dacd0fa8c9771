import { and, eq, gt } from "drizzle-orm";
import type { Database } from "../connection/database";
import { invitations, projects } from "../schema/projects";
import { users } from "../schema/users";
import { type TenantDatabase, tenantDatabase } from "./tenant-database";

/** An invitation whose token is valid, as its bearer may see it. */
export interface OpenedInvitation {
  project: { id: string; name: string };
  /** The invited e-mail address in lower case. */
  email: string;
  role: typeof invitations.$inferSelect.role;
  /** The person who invited the address; null when that account no longer exists. */
  inviter: { name: string; email: string } | null;
  expiresAt: Date;
  /** Whether the token was only sent by e-mail. */
  isMailed: boolean;
}

/**
 * Opens the project of an invitation for the bearer of its token. Returns null when the token is
 * unknown, used, revoked, replaced by a newer one, or expired at `now`: a caller cannot tell these apart.
 */
export async function openByInvitation(
  db: Database,
  { tokenHash, now }: { tokenHash: string; now: Date },
): Promise<{ invitation: OpenedInvitation; tenant: TenantDatabase } | null> {
  const { email, role, isMailed } = invitations;
  const [found] = await db
    .select({
      project: { id: projects.id, name: projects.name },
      email,
      role,
      isMailed,
      expiresAt: invitations.expiresAt,
      inviter: { name: users.name, email: users.email },
    })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAt, now)));
  if (!found?.expiresAt) return null;
  const invitation = { ...found, expiresAt: found.expiresAt };
  return { invitation, tenant: tenantDatabase(db, [found.project.id]) };
}
