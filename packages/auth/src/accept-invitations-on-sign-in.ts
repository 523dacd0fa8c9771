import type { Database } from "@ai-cost/db";
import type { BetterAuthOptions } from "better-auth";
import { acceptInvitations } from "./accounts/invitations";

/** Before a person sees anything, which nobody does without a session, no invitation is left waiting. */
export const acceptInvitationsOnSignIn = (
  db: Database,
  now: () => Date,
): NonNullable<BetterAuthOptions["databaseHooks"]> => ({
  session: {
    create: { after: ({ userId }) => acceptInvitations(db, userId, now()) },
  },
});
