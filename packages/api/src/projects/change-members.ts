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
 * Adds an address to the project. The address gets access as soon as it has an account; the output is
 * the same with and without one. An address that is already listed keeps its role, which is returned.
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
  // An account may be created at the same time, which also looks for invitations. Looking after the
  // commit ensures that at least one of the two finds the other.
  await db.write((tx) => acceptInvitation(tx, project.id, email));
  return output;
}

/** Gives a member another role. CONFLICT for the last owner. */
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

/** Removes a member, or the caller. CONFLICT for the last owner. */
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
  /** Everyone on the list. Nobody else can change it until the transaction ends. */
  members: Member[];
  /** The caller. The role may have changed since the access check. */
  actor: Member;
}

/** Changes of a list run one after the other. Otherwise the last two owners could leave at the same time. */
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
