import { type Database, sessions } from "@ai-cost/db";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { SIGN_IN_PATH } from "./limits/limit-hooks";
import { SIGN_UP_PATH } from "./sign-up/sign-up-plugin";

export const SIGN_OUT_PATH = "/sign-out";

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Takes the session of the request's cookie out of the database. */
async function endSession(ctx: Context, db: Database): Promise<void> {
  const { authCookies, secret } = ctx.context;
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  if (token) await db.delete(sessions).where(eq(sessions.token, token));
}

/**
 * Ends the session at sign-out before the library does, which reports success also when the database
 * could not be told to forget it; and whoever signs in leaves no former session of that browser behind.
 */
export const sessionEndsPlugin = (db: Database) =>
  ({
    id: "session-ends",
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
