import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { CHANGE_PASSWORD_PATH } from "../paths";
import { sourceAddress } from "../rate-limits/source-address";
import { changePassword, changePasswordBody, type PasswordChangeRules } from "./change-password";

/**
 * Adds the route POST /change-password with `currentPassword` and `newPassword` for a person who is signed
 * in. It replaces the library's own route, which does not limit wrong passwords and can keep the other
 * sessions.
 */
export const changePasswordPlugin = (rules: PasswordChangeRules) =>
  ({
    id: "change-password",
    endpoints: {
      changePassword: createAuthEndpoint(
        CHANGE_PASSWORD_PATH,
        { method: "POST", body: changePasswordBody, use: [sensitiveSessionMiddleware] },
        async (ctx) => {
          const { user, session } = ctx.context.session;
          const requester = {
            email: user.email,
            sessionToken: session.token,
            address: sourceAddress(ctx),
          };
          await changePassword(rules, requester, ctx.body);
          return ctx.json({});
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
