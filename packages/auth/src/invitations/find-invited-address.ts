import { type Executor, invitations } from "@ai-cost/db";
import { and, eq, gt } from "drizzle-orm";
import { invitationTokenHash } from "./invitation-token";

/**
 * Returns whether the token was only sent by e-mail, if it is the valid token of an invitation for this
 * address; null otherwise. In a transaction, the invitation stays as it is until the transaction ends.
 */
export async function findInvitedAddress(
  db: Executor,
  { token, email, now }: { token: string; email: string; now: Date },
): Promise<{ isMailed: boolean } | null> {
  const tokenHash = invitationTokenHash(token);
  if (tokenHash === null) return null;
  const [found] = await db
    .select({ isMailed: invitations.isMailed })
    .from(invitations)
    .where(
      and(
        eq(invitations.tokenHash, tokenHash),
        eq(invitations.email, email),
        gt(invitations.expiresAt, now),
      ),
    )
    .for("share");
  return found ?? null;
}
