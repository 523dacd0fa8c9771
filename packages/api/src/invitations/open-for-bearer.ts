import { openInvitation } from "@ai-cost/auth/invitations";
import type { Context } from "../context";
import { invitationNotFound } from "../errors";
import { takePoint } from "../limits";

/**
 * Opens an invitation and its project for the bearer of its token. Throws NOT_FOUND when the token is
 * not valid, whatever the reason, and TOO_MANY_REQUESTS when the client has tried too many such tokens.
 */
export async function openForBearer({ db, now, limits, clientAddress }: Context, token: string) {
  const { invitationTokens } = limits;
  const refusal = "Too many invitation links that are not valid were opened from your network.";
  await takePoint(invitationTokens, clientAddress, refusal);
  const opened = await openInvitation(db, token, now);
  if (!opened) throw invitationNotFound();
  await invitationTokens.giveBack(clientAddress);
  return opened;
}
