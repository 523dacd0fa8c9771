import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { newAccountSchema } from "../accounts/create-account";
import { SIGN_UP_PATH } from "../paths";
import { type SignUpRules, signUp } from "./sign-up";

/**
 * Only the first account of an installation needs `code`. `invitation` is the token of an invitation for
 * the address.
 */
const bodySchema = newAccountSchema.extend({
  code: z.string().max(100).optional(),
  invitation: z.string().max(100).optional(),
});

/**
 * Adds the route POST /sign-up with `email`, `name`, `password`, `code?` and `invitation?`. Its response
 * signs the person in. It replaces the library's own sign-up, which supports neither codes nor invitations, and
 * which inserts the user and the password in two steps.
 */
export const signUpPlugin = (rules: SignUpRules) =>
  ({
    id: "sign-up",
    endpoints: {
      signUp: createAuthEndpoint(
        SIGN_UP_PATH,
        { method: "POST", body: bodySchema, use: [formCsrfMiddleware] },
        async (ctx) => {
          const { id } = await signUp(rules, ctx.body);
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(id);
          if (!user) throw new Error("The new account has disappeared.");
          const session = await internalAdapter.createSession(id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { id, email: user.email, name: user.name } });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
