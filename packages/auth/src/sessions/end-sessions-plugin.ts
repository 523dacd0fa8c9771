import { type Database, sessions } from "@ai-cost/db";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { SIGN_IN_PATH, SIGN_OUT_PATH, SIGN_UP_PATH } from "../paths";

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Deletes the session of the request's cookie. */
async function endSession(ctx: Context, db: Database): Promise<void> {
  const { authCookies, secret } = ctx.context;
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  if (token) await db.delete(sessions).where(eq(sessions.token, token));
}

/**
 * Ends the browser's session at sign-out. This runs before better-auth's own sign-out, which reports
 * success even when the database could not delete the session. Also ends a browser's former session when
 * a person signs in or signs up, which prevents session fixation.
 */
export const endSessionsPlugin = (db: Database) =>
  ({
    id: "end-sessions",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_OUT_PATH,
          handler: createAuthMiddleware((ctx) => endSession(ctx, db)),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === SIGN_IN_PATH || path === SIGN_UP_PATH,
          handler: createAuthMiddleware(async (ctx) => {
            if (!isAPIError(ctx.context.returned)) await endSession(ctx, db);
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin;
