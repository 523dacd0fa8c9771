import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { newAccountSchema } from "../accounts/create-account";
import { type SignUpRules, signUp } from "./sign-up";

export const SIGN_UP_PATH = "/sign-up";

/** `code`: only for the first account of an installation. */
const bodySchema = newAccountSchema.extend({ code: z.string().max(100).optional() });

/**
 * Sign-up by our own rules, in place of the library's, which knows neither codes nor invitations and
 * makes user and password in two steps: POST /sign-up with `email`, `name`, `password` and `code?`.
 * The answer signs in.
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
          if (!user) throw new Error("The account just made is gone.");
          const session = await internalAdapter.createSession(id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { id, email: user.email, name: user.name } });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
