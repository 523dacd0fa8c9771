import type { ReadContext } from "../context";
import { selectInvitations } from "./queries/invitations";

/** The pending invitations of a project, also the expired ones, ordered by address. */
export async function listInvitations({ db, now, mail }: ReadContext, projectId: string) {
  const pending = await selectInvitations(db, projectId);
  return {
    asOf: now.toISOString(),
    isMailed: mail !== null,
    invitations: pending.map(({ expiresAt, ...invitation }) => ({
      ...invitation,
      expiresAt: expiresAt?.toISOString() ?? null,
      isExpired: expiresAt !== null && expiresAt <= now,
    })),
  };
}
