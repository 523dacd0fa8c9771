import type { Executor } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import { giveUpMessages } from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { projectNotFound } from "../errors";
import { changeProject, type ProjectChange } from "./change-project";
import { requireManager, requireMember, requireRemainingOwner } from "./member-rules";
import { deleteMember, storeRole } from "./queries/change-members";
import { type Member, selectMembers } from "./queries/members";

/** Changes the role of a member. Throws CONFLICT for the last owner. */
export function changeMemberRole(context: ProjectContext, email: string, role: Role) {
  return changeMembers(context, async ({ tx, members, actor, audit }) => {
    requireManager(actor, role);
    const member = requireMember(members, email);
    requireManager(actor, member.role);
    if (member.role === role) return { email, role };
    requireRemainingOwner(members, member);
    await storeRole(tx, context.project.id, member, role);
    if (role === "member") await endAlerts(tx, context.project.id, member);
    await audit("member.change-role", `${member.role} ${email}`, `${role} ${email}`);
    return { email, role };
  });
}

/** Removes a member. Throws CONFLICT for the last owner. */
export function removeMember(context: ProjectContext, email: string) {
  return changeMembers(context, async ({ tx, members, actor, audit }) => {
    requireManager(actor, "member");
    const member = requireMember(members, email);
    requireManager(actor, member.role);
    requireRemainingOwner(members, member);
    await deleteMember(tx, context.project.id, member);
    await endAlerts(tx, context.project.id, member);
    await audit("member.remove", `${member.role} ${email}`, null);
    return { email, role: null };
  });
}

/** Ends the caller's own membership. Throws CONFLICT for the last owner. */
export function leaveProject(context: ProjectContext) {
  const projectId = context.project.id;
  return changeMembers(context, async ({ tx, members, actor, audit }) => {
    requireRemainingOwner(members, actor);
    await deleteMember(tx, projectId, actor);
    await endAlerts(tx, projectId, actor);
    await audit("member.leave", `${actor.role} ${actor.email}`, null);
    return { projectId };
  });
}

/** Only owners and admins get alerts, also those that wait for their next attempt. */
const endAlerts = (tx: Executor, projectId: string, { email: recipient }: Member): Promise<void> =>
  giveUpMessages(tx, projectId, { recipient }, "the person is no owner or admin any more");

export interface MembersChange extends ProjectChange {
  /** All members. Nobody else can change them until the transaction ends. */
  members: Member[];
  /** The caller's membership, read again because the role may have changed since the access check. */
  actor: Member;
}

/**
 * Changes the members of a project or its invitations. These changes run one after the other; otherwise
 * the last two owners could both leave at the same time.
 */
export const changeMembers = <Result>(
  context: ProjectContext,
  makeChange: (change: MembersChange) => Promise<Result>,
): Promise<Result> =>
  changeProject(context, async (change) => {
    const members = await selectMembers(change.tx, context.project.id);
    const actor = members.find(({ userId }) => userId === context.user.id);
    if (!actor) throw projectNotFound();
    return makeChange({ ...change, members, actor });
  });
