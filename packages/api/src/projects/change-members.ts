import type { Executor } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { projectNotFound } from "../errors";
import { requireManager, requireMember, requireRemainingOwner } from "./member-rules";
import { addAuditEvent } from "./queries/add-audit-event";
import { claimInvitation, deleteMember, invite, storeRole } from "./queries/change-members";
import { lockProject } from "./queries/lock-project";
import { type Member, membersOf } from "./queries/members";

/**
 * Adds an address, which opens the project as soon as it has an account; one that is on the list
 * stays as it is. Answers the role that stands, never whether there is an account.
 */
export async function addMember(context: ProjectContext, email: string, role: Role) {
  const answer = await changeList(context, async ({ tx, members, actor, audit }) => {
    requireManager(actor, role);
    const listed = members.find((member) => member.email === email);
    if (listed) return { email, role: listed.role };
    await invite(tx, { projectId: context.project.id, email, role, createdAt: context.now });
    await audit("member.add", null, `${role} ${email}`);
    return { email, role };
  });
  // After the commit, so that of this and an account being made at least one sees the other.
  await context.db.write((tx) => claimInvitation(tx, context.project.id, email));
  return answer;
}

/** Gives someone on the list another role; the last owner keeps theirs. */
export function changeMemberRole(context: ProjectContext, email: string, role: Role) {
  return changeList(context, async ({ tx, members, actor, audit }) => {
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

/** Takes someone off the list, or oneself; the last owner stays. */
export function removeMember(context: ProjectContext, email: string) {
  return changeList(context, async ({ tx, members, actor, audit }) => {
    if (email !== actor.email) requireManager(actor, "member");
    const member = requireMember(members, email);
    if (member !== actor) requireManager(actor, member.role);
    requireRemainingOwner(members, member);
    await deleteMember(tx, context.project.id, member);
    await audit("member.remove", `${member.role} ${email}`, null);
    return { email, role: null };
  });
}

interface ListChange {
  tx: Executor;
  /** The list as it stands while nobody else can change it. */
  members: Member[];
  /** The caller, with the role of this moment rather than of the gate's. */
  actor: Member;
  audit(
    action: "member.add" | "member.change-role" | "member.remove",
    from: string | null,
    to: string | null,
  ): Promise<void>;
}

/** One change of a project's list at a time, so that two owners cannot both be the last but one. */
function changeList<Answer>(
  { db, now, user, project }: ProjectContext,
  change: (list: ListChange) => Promise<Answer>,
): Promise<Answer> {
  return db.write(async (tx) => {
    await lockProject(tx, project.id);
    const members = await membersOf(tx, project.id, { forChange: true });
    const actor = members.find(({ userId }) => userId === user.id);
    if (!actor) throw projectNotFound();
    const event = { projectId: project.id, actorId: user.id, at: now };
    return change({
      tx,
      members,
      actor,
      audit: (action, from, to) => addAuditEvent(tx, { ...event, action, from, to }),
    });
  });
}
