import type { Role } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { projectNotFound } from "../errors";
import { changeProject, type ProjectChange } from "./change-project";
import { requireManager, requireMember, requireRemainingOwner } from "./member-rules";
import {
  acceptInvitation,
  deleteMember,
  insertInvitation,
  storeRole,
} from "./queries/change-members";
import { type Member, selectMembers } from "./queries/members";

/**
 * Adds an email address to the project. If the address has no account, it gets access when an account is
 * created. The output does not show whether an account exists. An address that is already a member or
 * invited keeps its role, and the output contains that role.
 */
export async function addMember(context: ProjectContext, email: string, role: Role) {
  const { db, now, project } = context;
  const output = await changeMembers(context, async ({ tx, members, actor, audit }) => {
    requireManager(actor, role);
    const listed = members.find((member) => member.email === email);
    if (listed) return { email, role: listed.role };
    await insertInvitation(tx, { projectId: project.id, email, role, createdAt: now });
    await audit("member.add", null, `${role} ${email}`);
    return { email, role };
  });
  // The address may get an account at the same time as it is added. Creating an account also accepts the
  // account's invitations, but it does not see an invitation that is not committed yet. This second look
  // for the account, after the commit, covers that case.
  await db.write((tx) => acceptInvitation(tx, project.id, email));
  return output;
}

/** Changes the role of a member. Throws CONFLICT for the last owner. */
export function changeMemberRole(context: ProjectContext, email: string, role: Role) {
  return changeMembers(context, async ({ tx, members, actor, audit }) => {
    requireManager(actor, role);
    const member = requireMember(members, email);
    requireManager(actor, member.role);
    if (member.role === role) return { email, role };
    requireRemainingOwner(members, member);
    await storeRole(tx, context.project.id, member, role);
    await audit("member.change-role", `${member.role} ${email}`, `${role} ${email}`);
    return { email, role };
  });
}

/** Removes a member, who may be the caller. Throws CONFLICT for the last owner. */
export function removeMember(context: ProjectContext, email: string) {
  return changeMembers(context, async ({ tx, members, actor, audit }) => {
    if (email !== actor.email) requireManager(actor, "member");
    const member = requireMember(members, email);
    if (member !== actor) requireManager(actor, member.role);
    requireRemainingOwner(members, member);
    await deleteMember(tx, context.project.id, member);
    await audit("member.remove", `${member.role} ${email}`, null);
    return { email, role: null };
  });
}

interface MembersChange extends ProjectChange {
  /** All members and invited addresses. Nobody else can change them until the transaction ends. */
  members: Member[];
  /** The caller's membership, read again because the role may have changed since the access check. */
  actor: Member;
}

/**
 * Changes the members of a project. These changes run one after the other; otherwise the last two owners
 * could both leave at the same time.
 */
const changeMembers = <Result>(
  context: ProjectContext,
  makeChange: (change: MembersChange) => Promise<Result>,
): Promise<Result> =>
  changeProject(context, async (change) => {
    const members = await selectMembers(change.tx, context.project.id, { forUpdate: true });
    const actor = members.find(({ userId }) => userId === context.user.id);
    if (!actor) throw projectNotFound();
    return makeChange({ ...change, members, actor });
  });
