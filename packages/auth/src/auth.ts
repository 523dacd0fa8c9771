import { accounts, type Database, newId, sessions, users, verifications } from "@ai-cost/db";
import type { Mailer } from "@ai-cost/notifications";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { changePasswordPlugin } from "./accounts/change-password-plugin";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./accounts/password";
import { handleRoutes } from "./handle-routes";
import type { Log } from "./log";
import { passwordResetPlugin } from "./password-reset/password-reset-plugin";
import { attemptLimits } from "./rate-limits/attempt-limits";
import { endSessionsPlugin } from "./sessions/end-sessions-plugin";
import { signInPlugin } from "./sign-in/sign-in-plugin";
import { signUpPlugin } from "./sign-up/sign-up-plugin";
import { trustedOrigins } from "./trusted-origins";

const SESSION_SECONDS = 14 * 24 * 60 * 60;
const MAX_LOGGED_CHARACTERS = 200;

export interface AuthOptions {
  db: Database;
  /** The key that signs the session cookie. */
  secret: string;
  /**
   * The public address, such as `http://localhost:3000`. With https, browsers send the cookie only over
   * https and only to this host.
   */
  baseUrl: string;
  /** Whether anyone may sign up after the first account exists. */
  allowSignUp: boolean;
  /** Sends e-mail; null if no mail server is configured. */
  mail: Mailer | null;
  log: Log;
  now?: () => Date;
}

/**
 * Creates the sign-in with e-mail address and password. `handler` serves POST /api/auth/sign-in/email,
 * /sign-up, /change-password, /request-password-reset, /reset-password and /sign-out; `sessionUser` returns
 * the person who sent a request. A session lasts 14 days and is never extended. Every request reads it from
 * the database, so a deleted session ends immediately.
 */
export function createAuth({
  db,
  secret,
  baseUrl,
  allowSignUp,
  mail,
  log,
  now = () => new Date(),
}: AuthOptions) {
  const limits = attemptLimits(db);
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
      // A web page reads the session while it renders. At that time it cannot set a cookie, so a renewed
      // cookie would not reach the browser.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    // Our own limits are counted in the database. The library's limit would be three requests in ten
    // seconds from one source address.
    rateLimit: { enabled: false },
    plugins: [
      signInPlugin({ db, limits, now }),
      signUpPlugin({ db, allowSignUp, now, signUpByAddress: limits.signUpByAddress }),
      changePasswordPlugin({ db, limits, now }),
      passwordResetPlugin({ db, limits, mail, baseUrl, now }),
      endSessionsPlugin(db),
    ],
    advanced: {
      // The library's prefix for secure cookies, `__Secure-`, would let other hosts of the same domain
      // set them.
      useSecureCookies: false,
      cookiePrefix: isHttps ? "__Host-ai-cost" : "ai-cost",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: isHttps },
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      database: { generateId: () => newId() },
      // The library skips these checks under a test runner unless they are set.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    // Logs only the message. The other arguments can contain an error that quotes the values of its
    // query. The message can quote a header, so it is cut.
    logger: {
      level: "error",
      log: (_level, message) =>
        log.error(`sign-in: ${message.slice(0, MAX_LOGGED_CHARACTERS)}`, {}),
    },
  });
  return { ...auth, db, handler: handleRoutes(auth.handler, log) };
}

export type Auth = ReturnType<typeof createAuth>;
