import { type Executor, memberships, users } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { eq } from "drizzle-orm";

/** A member of a project. */
export interface Member {
  userId: string;
  /** The email address in lower case. */
  email: string;
  role: Role;
}

/** The members of a project, in no particular order. */
export const selectMembers = (db: Executor, projectId: string): Promise<Member[]> =>
  db
    .select({ userId: users.id, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.projectId, projectId));
