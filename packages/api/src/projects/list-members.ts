import type { Executor } from "@ai-cost/db";
import { ROLES } from "@ai-cost/domain";
import { selectMembers } from "./queries/members";

/** The members: owners, then admins, then members, each ordered by address. */
export async function listMembers(db: Executor, projectId: string, userId: string) {
  const members = await selectMembers(db, projectId);
  return members
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.email < b.email ? -1 : 1))
    .map(({ email, role, userId: memberId }) => ({ email, role, isYou: memberId === userId }));
}
