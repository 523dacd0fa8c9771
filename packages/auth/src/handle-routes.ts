import { isDatabaseUnavailable } from "@ai-cost/db";
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
 * Wraps better-auth's handler. Every path except those of `BODIES` gets a 404. A body is parsed before the
 * library sees the request, because the library logs and hashes what it has not checked. An error is
 * logged; the response is 503 when the database is unavailable and 500 otherwise, and does not contain the
 * cause.
 */
export const handleRoutes =
  (handler: Handler, log: Log): Handler =>
  async (request) => {
    const { origin, pathname } = new URL(request.url);
    const schema = schemaOf(pathname);
    if (!schema) return errorResponse(404, "NOT_FOUND", "There is nothing here.");
    if (request.method !== "POST")
      return errorResponse(405, "METHOD_NOT_ALLOWED", "Send this with POST.", { allow: "POST" });
    const read = await readBody(request, schema);
    if ("refused" in read)
      return errorResponse(read.refused.status, read.refused.code, read.refused.message);
    try {
      return await handler(withBody(request, `${origin}${pathname}`, read.body));
    } catch (cause) {
      return failure(cause, request, log);
    }
  };

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
