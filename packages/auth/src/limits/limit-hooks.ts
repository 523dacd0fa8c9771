import { createAuthMiddleware, getIP, isAPIError } from "better-auth/api";
import { SIGN_UP_PATH } from "../sign-up/sign-up-plugin";
import { type AttemptLimits, accountKey } from "./attempt-limits";
import { takeAttempt } from "./take-attempt";

export const SIGN_IN_PATH = "/sign-in/email";

const emailOf = (body: unknown): string | null =>
  typeof body === "object" && body !== null && "email" in body && typeof body.email === "string"
    ? body.email
    : null;

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who asks, as our server saw the socket; everyone whom it did not see counts as one. */
const sourceOf = (ctx: Context) =>
  (ctx.headers && getIP(ctx.headers, ctx.context.options)) ?? "unknown";

/**
 * Attempts are taken before the endpoint runs and given back when the sign-in succeeded, whose
 * account then starts afresh.
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
    if (email !== null) await limits.signInByAccount.forget(accountKey(email));
  }),
});
