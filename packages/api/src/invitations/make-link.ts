import { newInvitationToken } from "@ai-cost/auth/invitations";
import type { Role } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { takePoint } from "../limits";
import { changeMembers, type MembersChange } from "../projects/change-members";
import { storeInvitation } from "./queries/invitations";

const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Stores an invitation with a new link, which ends the earlier one. `decide` checks that the caller may
 * do this, records it, and returns the role of the invitation. Throws TOO_MANY_REQUESTS when the caller
 * has made too many links in a day.
 */
export async function makeLink(
  context: ProjectContext,
  email: string,
  decide: (change: MembersChange) => Promise<{ role: Role }>,
) {
  const { limits, user, now, publicUrl, project } = context;
  await takePoint(limits.invitationLinks, user.id, "You have made too many invitation links.");
  const { token, tokenHash } = newInvitationToken();
  const expiresAt = new Date(now.getTime() + VALID_FOR_MS);
  return changeMembers(context, async (change) => {
    const { role } = await decide(change);
    const stored = { role, tokenHash, expiresAt, invitedBy: user.id, isMailed: false };
    await storeInvitation(change.tx, { projectId: project.id, email }, stored, now);
    const link = `${publicUrl}/invitations/${token}`;
    return { email, role, expiresAt: expiresAt.toISOString(), link };
  });
}
