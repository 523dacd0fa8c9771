import { isDatabaseUnavailable } from "@ai-cost/db";
import { addressGroup, FairQueue, type FairQueueOptions, isQueueRefusal } from "@ai-cost/fairness";
import { z } from "zod";
import { changePasswordBody } from "./accounts/change-password";
import type { Log } from "./log";
import { requestResetBody, resetPasswordBody } from "./password-reset/password-reset-plugin";
import {
  CHANGE_PASSWORD_PATH,
  REQUEST_RESET_PATH,
  RESET_PASSWORD_PATH,
  SIGN_IN_PATH,
  SIGN_OUT_PATH,
  SIGN_UP_PATH,
} from "./paths";
import { readBody } from "./read-body";
import { signInBody } from "./sign-in/sign-in-plugin";
import { signUpBody } from "./sign-up/sign-up-plugin";

type Handler = (request: Request) => Promise<Response>;

const BASE_PATH = "/api/auth";
const RETRY_AFTER_SECONDS = 5;

/**
 * The limits of the requests of all addresses together, most of which hash a password: a hash occupies a
 * processor and 32 MiB for a tenth of a second. Each address has one request at a time, so that it cannot
 * delay those of others.
 */
const TURNS: FairQueueOptions = {
  slots: 2,
  slotsEach: 1,
  costlyAbove: 2,
  costlySlots: 1,
  waitMs: 5_000,
  maxWaiting: 100,
};

/**
 * The routes that are served, with what their bodies may contain. The library has about thirty others, for
 * account functions that this product does not have.
 */
const BODIES: Readonly<Record<string, z.ZodType>> = {
  [SIGN_IN_PATH]: signInBody,
  [SIGN_UP_PATH]: signUpBody,
  [SIGN_OUT_PATH]: z.strictObject({}),
  [CHANGE_PASSWORD_PATH]: changePasswordBody,
  [REQUEST_RESET_PATH]: requestResetBody,
  [RESET_PASSWORD_PATH]: resetPasswordBody,
};

/**
 * Wraps better-auth's handler, which each address waits for in turn. Every path except those of `BODIES` gets a 404. A body is parsed before the
 * library sees the request, because the library logs and hashes what it has not checked. An error is
 * logged; the response is 503 when the database is unavailable and 500 otherwise, and does not contain the
 * cause.
 */
export function handleRoutes(handler: Handler, log: Log): Handler {
  const turns = new FairQueue(TURNS);
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    const schema = schemaOf(pathname);
    if (!schema) return errorResponse(404, "NOT_FOUND", "There is nothing here.");
    if (request.method !== "POST")
      return errorResponse(405, "METHOD_NOT_ALLOWED", "Send this with POST.", { allow: "POST" });
    const read = await readBody(request, schema);
    if ("refused" in read)
      return errorResponse(read.refused.status, read.refused.code, read.refused.message);
    try {
      return await inTurn(turns, request, () =>
        handler(withBody(request, `${origin}${pathname}`, read.body)),
      );
    } catch (cause) {
      return isQueueRefusal(cause)
        ? tooManyAtOnce(cause.retryAfterSeconds)
        : failure(cause, request, log);
    }
  };
}

async function inTurn(
  turns: FairQueue,
  request: Request,
  work: () => Promise<Response>,
): Promise<Response> {
  const leave = await turns.enter([addressGroup(request.headers.get("x-forwarded-for") ?? "")]);
  try {
    return await work();
  } finally {
    leave();
  }
}

const tooManyAtOnce = (retryAfterSeconds: number): Response =>
  errorResponse(
    429,
    "TOO_MANY_AT_ONCE",
    "Too many people sign in from your address at the moment. Try again soon.",
    { "retry-after": String(retryAfterSeconds) },
  );

const schemaOf = (pathname: string): z.ZodType | undefined =>
  pathname.startsWith(BASE_PATH) && Object.hasOwn(BODIES, pathname.slice(BASE_PATH.length))
    ? BODIES[pathname.slice(BASE_PATH.length)]
    : undefined;

/** The request with a parsed body and without a query. The library would read addresses from the query. */
function withBody({ headers: sent }: Request, url: string, body: unknown): Request {
  const headers = new Headers(sent);
  headers.delete("content-length");
  return new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
}

function failure(cause: unknown, request: Request, log: Log): Response {
  log.error("a sign-in route failed", { requestId: request.headers.get("x-request-id"), cause });
  if (!isDatabaseUnavailable(cause))
    return errorResponse(500, "INTERNAL_SERVER_ERROR", "Something went wrong here.");
  return errorResponse(
    503,
    "DATABASE_UNAVAILABLE",
    "The database does not answer. Try again soon.",
    { "retry-after": String(RETRY_AFTER_SECONDS) },
  );
}

const errorResponse = (status: number, code: string, message: string, headers = {}): Response =>
  Response.json(
    { code, message },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
