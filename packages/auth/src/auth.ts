import { accounts, type Database, newId, sessions, users, verifications } from "@ai-cost/db";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { acceptInvitationsOnSignIn } from "./accept-invitations-on-sign-in";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./accounts/password";
import { answerRoutes } from "./answer-routes";
import { attemptLimits } from "./limits/attempt-limits";
import { limitHooks } from "./limits/limit-hooks";
import type { Log } from "./log";
import { sessionEndsPlugin } from "./session-ends-plugin";
import { signUpPlugin } from "./sign-up/sign-up-plugin";
import { trustedOrigins } from "./trusted-origins";

const SESSION_SECONDS = 14 * 24 * 60 * 60;

export interface AuthOptions {
  db: Database;
  /** Signs the session cookie. */
  secret: string;
  /** The public address, such as `http://localhost:3000`; with https the cookie is for https and this host alone. */
  baseUrl: string;
  /** Whether anyone may make an account once there is one. */
  allowSignUp: boolean;
  log: Log;
  now?: () => Date;
}

/**
 * Sign-in by e-mail address and password. `handler` answers POST /api/auth/sign-in/email, /sign-up and
 * /sign-out; `sessionUser` says who a request is from. A session lasts a fixed fortnight and is read
 * from the database at every request, so that one taken away is gone at once.
 */
export function createAuth({
  db,
  secret,
  baseUrl,
  allowSignUp,
  log,
  now = () => new Date(),
}: AuthOptions) {
  const isHttps = new URL(baseUrl).protocol === "https:";
  const schema = { user: users, session: sessions, account: accounts, verification: verifications };
  const auth = betterAuth({
    appName: "AI cost",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: trustedOrigins(baseUrl),
    database: drizzleAdapter(db, { provider: "pg", schema }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      // Pages read the session where no cookie can be set, so a renewed one would not reach the browser.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // Ours count in the database; the library's count by address alone, three in ten seconds.
    rateLimit: { enabled: false },
    hooks: limitHooks(attemptLimits(db)),
    databaseHooks: acceptInvitationsOnSignIn(db, now),
    plugins: [signUpPlugin({ db, allowSignUp, now }), sessionEndsPlugin(db)],
    advanced: {
      // The library's own prefix for secure cookies, `__Secure-`, lets other hosts of the domain set them.
      useSecureCookies: false,
      cookiePrefix: isHttps ? "__Host-ai-cost" : "ai-cost",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: isHttps },
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      database: { generateId: () => newId() },
      // Said aloud, because the library leaves them out under a test runner.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    // Without what comes after the message: an error there quotes the values of its query.
    logger: { level: "error", log: (_level, message) => log.error(`sign-in: ${message}`, {}) },
  });
  return { ...auth, db, handler: answerRoutes(auth.handler, log) };
}

export type Auth = ReturnType<typeof createAuth>;
