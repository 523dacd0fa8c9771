import type { Executor } from "@ai-cost/db";
import { ROLES } from "@ai-cost/domain";
import { membersOf } from "./queries/members";

/** Owners first, then admins, then members, each by address. Whether an address has an account is not told. */
export async function listMembers(db: Executor, projectId: string, userId: string) {
  const members = await membersOf(db, projectId);
  return members
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.email < b.email ? -1 : 1))
    .map(({ email, role, userId: memberId }) => ({ email, role, isYou: memberId === userId }));
}
