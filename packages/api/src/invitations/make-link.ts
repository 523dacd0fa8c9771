import { newInvitationToken } from "@ai-cost/auth/invitations";
import type { Role } from "@ai-cost/domain";
import { invitationMail } from "@ai-cost/notifications";
import type { ProjectContext } from "../context";
import { takePoint } from "../limits";
import { changeMembers, type MembersChange } from "../projects/change-members";
import { storeInvitation } from "./queries/invitations";

const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Stores an invitation with a new link, which ends the earlier one. The link is sent by e-mail if there
 * is a mail server, and returned otherwise: it never goes both ways, because only a link that nobody but
 * the reader of the mail has seen proves the address. `decide` checks that the caller may
 * do this, records it, and returns the role of the invitation. Throws TOO_MANY_REQUESTS when the caller
 * has made too many links in a day.
 */
export async function makeLink(
  context: ProjectContext,
  email: string,
  decide: (change: MembersChange) => Promise<{ role: Role }>,
) {
  const { limits, user, now, publicUrl, project, mail } = context;
  await takePoint(limits.invitationLinks, user.id, "You have made too many invitation links.");
  const { token, tokenHash } = newInvitationToken();
  const expiresAt = new Date(now.getTime() + VALID_FOR_MS);
  const url = `${publicUrl}/invitations/${token}`;
  const made = await changeMembers(context, async (change) => {
    const { role } = await decide(change);
    const stored = { role, tokenHash, expiresAt, invitedBy: user.id, isMailed: mail !== null };
    await storeInvitation(change.tx, { projectId: project.id, email }, stored, now);
    const message = { recipient: email, inviter: user, productName: project.name, role, url };
    await mail?.enqueue(change.tx, invitationMail({ ...message, validUntil: expiresAt }));
    return { email, role };
  });
  mail?.wake();
  return { ...made, expiresAt: expiresAt.toISOString(), link: mail === null ? url : null };
}
