import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { z } from "zod";
import { newAccountSchema } from "../accounts/create-account";
import { SIGN_UP_PATH } from "../paths";
import type { RateLimiter } from "../rate-limits/rate-limiter";
import { sourceAddress } from "../rate-limits/source-address";
import { takeAttempt } from "../rate-limits/take-attempt";
import { startSession } from "../sessions/start-session";
import { type SignUpRules, signUp } from "./sign-up";

/**
 * Only the first account of an installation needs `code`. `invitation` is the token of an invitation for
 * the address.
 */
export const signUpBody = newAccountSchema
  .extend({
    code: z.string().max(100, "That is not a code.").optional(),
    invitation: z.string().max(100, "That is not an invitation.").optional(),
  })
  .strict();

/**
 * Adds the route POST /sign-up with `email`, `name`, `password`, `code?` and `invitation?`. Its response
 * signs the person in. It replaces the library's own sign-up, which supports neither codes nor invitations, and
 * which inserts the user and the password in two steps.
 */
export const signUpPlugin = (rules: SignUpRules & { signUpByAddress: RateLimiter }) =>
  ({
    id: "sign-up",
    endpoints: {
      signUp: createAuthEndpoint(
        SIGN_UP_PATH,
        { method: "POST", body: signUpBody, use: [formCsrfMiddleware] },
        async (ctx) => {
          await takeAttempt(rules.signUpByAddress, sourceAddress(ctx));
          const { id } = await signUp(rules, ctx.body);
          const user = await startSession(ctx, id, { db: rules.db, now: rules.now() });
          if (!user) throw new Error("The new account has disappeared.");
          return ctx.json({ user });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
