import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { z } from "zod";
import { emailAddressSchema } from "../accounts/email-address";
import { passwordSchema } from "../accounts/password";
import { REQUEST_RESET_PATH, RESET_PASSWORD_PATH } from "../paths";
import { sourceAddress } from "../rate-limits/source-address";
import { takeAttempt } from "../rate-limits/take-attempt";
import { type ResetRules, requestReset } from "./request-reset";
import { resetByToken } from "./reset-by-token";

export const requestResetBody = z.strictObject({ email: emailAddressSchema() });

export const resetPasswordBody = z.strictObject({
  token: z.string("The link is not complete.").max(100, "The link is not complete."),
  password: passwordSchema,
});

/**
 * Adds the routes POST /request-password-reset with `email`, and POST /reset-password with `token` and
 * `password`. They replace the library's own, which answer faster for an address without an account, store
 * the token in clear text and have no limits.
 */
export const passwordResetPlugin = (rules: ResetRules) =>
  ({
    id: "password-reset",
    endpoints: {
      requestPasswordReset: createAuthEndpoint(
        REQUEST_RESET_PATH,
        { method: "POST", body: requestResetBody, use: [formCsrfMiddleware] },
        async (ctx) => {
          await requestReset(rules, { ...ctx.body, address: sourceAddress(ctx) });
          return ctx.json({});
        },
      ),
      resetPassword: createAuthEndpoint(
        RESET_PASSWORD_PATH,
        { method: "POST", body: resetPasswordBody, use: [formCsrfMiddleware] },
        async (ctx) => {
          await takeAttempt(rules.limits.passwordResetByAddress, sourceAddress(ctx));
          await resetByToken(rules, ctx.body);
          return ctx.json({});
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
