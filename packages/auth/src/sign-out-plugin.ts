import { type Database, sessions } from "@ai-cost/db";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { eq } from "drizzle-orm";

export const SIGN_OUT_PATH = "/sign-out";

/**
 * Ends the session before the library does, which reports success also when the database could not be
 * told to forget it.
 */
export const signOutPlugin = (db: Database) =>
  ({
    id: "sign-out",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_OUT_PATH,
          handler: createAuthMiddleware(async (ctx) => {
            const { authCookies, secret } = ctx.context;
            const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
            if (token) await db.delete(sessions).where(eq(sessions.token, token));
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin;
