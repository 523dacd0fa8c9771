import type { TenantDatabase } from "@ai-cost/db";
import type { Role } from "@ai-cost/domain";
import type { Context } from "../context";
import { forbidden, invitationNotFound, signedOut } from "../errors";
import { changeProject, type ProjectChange } from "../projects/change-project";
import { insertMembership } from "../projects/queries/change-members";
import { selectMembers } from "../projects/queries/members";
import { requireRoomForMember } from "./invitation-rules";
import { openForBearer } from "./open-for-bearer";
import { storeVerifiedAddress, takeInvitation } from "./queries/invitations";

/** The actor in the audit trail when a person declines without signing in. */
const INVITED = "invited";

/**
 * Makes the signed-in person a member, in the role of the invitation; a person who is already a member
 * keeps the present role. Throws UNAUTHORIZED when nobody is signed in, NOT_FOUND when the token is not
 * valid, FORBIDDEN when the invitation is for another address, and CONFLICT when the project has as many
 * members as it may have; the invitation then stays.
 */
export async function acceptInvitation(
  context: Context,
  token: string,
): Promise<{ projectId: string }> {
  const { user, now, limits } = context;
  if (!user) throw signedOut();
  const { invitation, ...opened } = await openForBearer(context, token);
  if (user.email !== invitation.email)
    throw forbidden(`This invitation is for ${invitation.email}. Sign in with that address.`);
  const projectId = invitation.project.id;
  return answer(context, { ...opened, projectId, actorId: user.id }, async (taken) => {
    const { tx, audit, role, email, isMailed } = taken;
    const members = await selectMembers(tx, projectId);
    if (!members.some(({ userId }) => userId === user.id))
      requireRoomForMember(members, limits.maxMembers);
    await insertMembership(tx, { projectId, userId: user.id, role, createdAt: now });
    if (isMailed) await storeVerifiedAddress(tx, user.id, now);
    await audit("invitation.accept", null, `${role} ${email}`);
    return { projectId };
  });
}

/**
 * Ends an invitation. The bearer of its link needs no account for this. Throws NOT_FOUND when the token
 * is not valid.
 */
export async function declineInvitation(context: Context, token: string): Promise<void> {
  const { invitation, ...opened } = await openForBearer(context, token);
  const isInvited = context.user?.email === invitation.email;
  const actorId = isInvited && context.user ? context.user.id : INVITED;
  const answered = { ...opened, projectId: invitation.project.id, actorId };
  await answer(context, answered, ({ audit, role, email }) =>
    audit("invitation.decline", `${role} ${email}`, null),
  );
}

interface OpenedForAnswer {
  tenant: TenantDatabase;
  tokenHash: string;
  projectId: string;
  actorId: string;
}

type TakenInvitation = ProjectChange & { email: string; role: Role; isMailed: boolean };

/**
 * Takes the invitation and makes a change in the same transaction. Of two answers, and of an answer and
 * a revocation, only the first takes it; the other throws NOT_FOUND.
 */
const answer = <Result>(
  { now }: Context,
  { tenant, tokenHash, projectId, actorId }: OpenedForAnswer,
  makeChange: (taken: TakenInvitation) => Promise<Result>,
): Promise<Result> =>
  changeProject(
    { db: tenant, now, project: { id: projectId }, user: { id: actorId } },
    async (change) => {
      const taken = await takeInvitation(change.tx, projectId, tokenHash);
      if (!taken) throw invitationNotFound();
      return makeChange({ ...change, ...taken });
    },
  );
