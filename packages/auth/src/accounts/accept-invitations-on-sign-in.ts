import type { Database } from "@ai-cost/db";
import type { BetterAuthOptions } from "better-auth";
import { acceptInvitations } from "./invitations";

/**
 * The hook that accepts a person's invitations when their session is created, so that the first page
 * they see lists their projects.
 */
export const acceptInvitationsOnSignIn = (
  db: Database,
  now: () => Date,
): NonNullable<BetterAuthOptions["databaseHooks"]> => ({
  session: {
    create: { after: ({ userId }) => acceptInvitations(db, userId, now()) },
  },
});
