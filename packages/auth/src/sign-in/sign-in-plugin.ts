import type { Database } from "@ai-cost/db";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { z } from "zod";
import {
  type Credentials,
  findCredentials,
  isRightPassword,
  isStillPassword,
} from "../accounts/credentials";
import { emailAddressSchema } from "../accounts/email-address";
import { MAX_PASSWORD_LENGTH } from "../accounts/password";
import { SIGN_IN_PATH } from "../paths";
import type { AttemptLimits } from "../rate-limits/attempt-limits";
import { settlePasswordAttempt, takePasswordAttempt } from "../rate-limits/password-attempts";
import { sourceAddress } from "../rate-limits/source-address";
import { startSession } from "../sessions/start-session";

interface SignInRules {
  db: Database;
  limits: AttemptLimits;
  now: () => Date;
}

export const signInBody = z.strictObject({
  email: emailAddressSchema(),
  password: z
    .string("Enter your password.")
    .min(1, "Enter your password.")
    .max(MAX_PASSWORD_LENGTH, `A password has at most ${MAX_PASSWORD_LENGTH} characters.`),
});

/**
 * Adds the route POST /sign-in/email with `email` and `password`. It replaces the library's own route,
 * which accepts fewer e-mail addresses, sends more statements for an address with an account than for one
 * without, and logs what a stranger sends.
 */
export const signInPlugin = (rules: SignInRules) =>
  ({
    id: "sign-in",
    endpoints: {
      signInEmail: createAuthEndpoint(
        SIGN_IN_PATH,
        { method: "POST", body: signInBody, use: [formCsrfMiddleware] },
        async (ctx) => {
          const credentials = await checkPassword(rules, ctx.body, sourceAddress(ctx));
          const user = await startSession(ctx, credentials.userId, {
            db: rules.db,
            now: rules.now(),
            mayStart: () => isStillPassword(rules.db, credentials),
          });
          if (!user) throw wrongPassword();
          return ctx.json({ user });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;

/** Throws an APIError: 429 when too many passwords were tried, or 401 when the password is wrong. */
async function checkPassword(
  { db, limits }: SignInRules,
  { email, password }: z.output<typeof signInBody>,
  address: string,
): Promise<Credentials> {
  const credentials = await findCredentials(db, email, address);
  const isKnownAddress = credentials?.isKnownAddress ?? false;
  await takePasswordAttempt(limits, { email, address }, { isKnownAddress });
  const isRight = await isRightPassword(credentials, password);
  if (!credentials || !isRight) throw wrongPassword();
  await settlePasswordAttempt(limits, { email, address });
  return credentials;
}

const wrongPassword = () =>
  new APIError("UNAUTHORIZED", {
    code: "INVALID_EMAIL_OR_PASSWORD",
    message: "The e-mail address or the password is wrong. Try again.",
  });
