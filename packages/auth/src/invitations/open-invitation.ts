import {
  type Database,
  type OpenedInvitation,
  openByInvitation,
  type TenantDatabase,
} from "@ai-cost/db";
import { invitationTokenHash } from "./invitation-token";

/**
 * Opens the invitation of a token and its project. Returns null when the text does not have the form of
 * a token, and when the token is unknown, used, revoked, replaced or expired.
 */
export async function openInvitation(
  db: Database,
  token: string,
  now: Date,
): Promise<{ invitation: OpenedInvitation; tenant: TenantDatabase; tokenHash: string } | null> {
  const tokenHash = invitationTokenHash(token);
  if (tokenHash === null) return null;
  const opened = await openByInvitation(db, { tokenHash, now });
  return opened && { ...opened, tokenHash };
}
