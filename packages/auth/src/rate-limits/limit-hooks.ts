import { createAuthMiddleware, getIP, isAPIError } from "better-auth/api";
import { SIGN_IN_PATH, SIGN_UP_PATH } from "../paths";
import { type AttemptLimits, accountKey } from "./attempt-limits";
import { takeAttempt } from "./take-attempt";

const emailOf = (body: unknown): string | null =>
  typeof body === "object" && body !== null && "email" in body && typeof body.email === "string"
    ? body.email
    : null;

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The source IP address, as our server saw it on the socket. All requests without an address share one counter. */
const sourceOf = (ctx: Context) =>
  (ctx.headers && getIP(ctx.headers, ctx.context.options)) ?? "unknown";

/**
 * Takes an attempt before the endpoint runs, and throws an APIError 429 when none is left. A successful
 * sign-in returns its attempt to the counter of the source address, and resets the counter of the
 * account.
 */
export const limitHooks = (limits: AttemptLimits) => ({
  before: createAuthMiddleware(async (ctx) => {
    if (ctx.path === SIGN_UP_PATH) await takeAttempt(limits.signUpByAddress, sourceOf(ctx));
    if (ctx.path !== SIGN_IN_PATH) return;
    await takeAttempt(limits.signInByAddress, sourceOf(ctx));
    const email = emailOf(ctx.body);
    if (email !== null) await takeAttempt(limits.signInByAccount, accountKey(email));
  }),
  after: createAuthMiddleware(async (ctx) => {
    if (ctx.path !== SIGN_IN_PATH || isAPIError(ctx.context.returned)) return;
    const email = emailOf(ctx.body);
    await limits.signInByAddress.giveBack(sourceOf(ctx));
    if (email !== null) await limits.signInByAccount.reset(accountKey(email));
  }),
});
