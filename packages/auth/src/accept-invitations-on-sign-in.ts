import { type Database, users } from "@ai-cost/db";
import type { BetterAuthOptions } from "better-auth";
import { eq } from "drizzle-orm";
import { acceptInvitations } from "./accounts/invitations";

/** Catches up with an invitation that was written while its account was being made. */
export const acceptInvitationsOnSignIn = (
  db: Database,
  now: () => Date,
): NonNullable<BetterAuthOptions["databaseHooks"]> => ({
  session: {
    create: {
      async after(session) {
        const [user] = await db
          .select({ email: users.email })
          .from(users)
          .where(eq(users.id, session.userId));
        if (user) await acceptInvitations(db, user.email, now());
      },
    },
  },
});
