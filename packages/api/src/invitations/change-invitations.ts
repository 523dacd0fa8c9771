import type { Role } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { tooMany } from "../errors";
import { changeMembers } from "../projects/change-members";
import { requireManager } from "../projects/member-rules";
import { requireInvitation, requireNoMember, requireRoomForMember } from "./invitation-rules";
import { makeLink } from "./make-link";
import { deleteInvitation, selectInvitations, storeInvitedRole } from "./queries/invitations";

/**
 * Invites an address. It never looks for an account of the address, so its statements, its output and
 * its time are the same with and without an account. Throws CONFLICT for a member, and when the project
 * has the permitted number of members or of pending invitations.
 */
export function createInvitation(context: ProjectContext, email: string, role: Role) {
  const { project, limits } = context;
  return makeLink(context, email, async ({ tx, members, actor, audit }) => {
    requireManager(actor, role);
    requireNoMember(members, email);
    requireRoomForMember(members, limits.maxMembers);
    const pending = await selectInvitations(tx, project.id);
    const earlier = pending.find((invitation) => invitation.email === email);
    if (earlier) requireManager(actor, earlier.role);
    else if (pending.length >= limits.maxPendingInvitations)
      throw tooMany(
        `This project has ${pending.length} invitations without an answer, which is the most that it may have. Revoke one first.`,
      );
    await audit(
      "invitation.create",
      earlier ? `${earlier.role} ${email}` : null,
      `${role} ${email}`,
    );
    return { role };
  });
}

/** Makes a new link for a pending invitation. Throws NOT_FOUND when the address is not invited. */
export function renewInvitation(context: ProjectContext, email: string) {
  return makeLink(context, email, async ({ tx, actor, audit }) => {
    requireManager(actor, "member");
    const { role } = requireInvitation(await selectInvitations(tx, context.project.id), email);
    requireManager(actor, role);
    await audit("invitation.renew", null, `${role} ${email}`);
    return { role };
  });
}

/** Changes the role that an invitation gives. Throws NOT_FOUND when the address is not invited. */
export function changeInvitedRole(context: ProjectContext, email: string, role: Role) {
  return changeMembers(context, async ({ tx, actor, audit }) => {
    requireManager(actor, role);
    const earlier = requireInvitation(await selectInvitations(tx, context.project.id), email);
    requireManager(actor, earlier.role);
    if (earlier.role === role) return { email, role };
    await storeInvitedRole(tx, context.project.id, email, role);
    await audit("invitation.change-role", `${earlier.role} ${email}`, `${role} ${email}`);
    return { email, role };
  });
}

/** Ends an invitation and its link. Throws NOT_FOUND when the address is not invited. */
export function revokeInvitation(context: ProjectContext, email: string) {
  return changeMembers(context, async ({ tx, actor, audit }) => {
    requireManager(actor, "member");
    const { role } = requireInvitation(await selectInvitations(tx, context.project.id), email);
    requireManager(actor, role);
    await deleteInvitation(tx, context.project.id, email);
    await audit("invitation.revoke", `${role} ${email}`, null);
    return { email, role: null };
  });
}
