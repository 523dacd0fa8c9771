import { isDatabaseUnavailable } from "@ai-cost/db";
import type { Log } from "./log";
import { SIGN_IN_PATH, SIGN_OUT_PATH, SIGN_UP_PATH } from "./paths";

type Handler = (request: Request) => Promise<Response>;

/** The library has about thirty other routes, for account functions that this product does not have. */
const ROUTES = [SIGN_IN_PATH, SIGN_OUT_PATH, SIGN_UP_PATH].map((path) => `/api/auth${path}`);
const RETRY_AFTER_SECONDS = 5;

/**
 * Wraps better-auth's handler. Every path except the three of `ROUTES` gets a 404. An error is logged;
 * the response is 503 when the database is unavailable and 500 otherwise, and does not contain the
 * cause.
 */
export const handleRoutes =
  (handler: Handler, log: Log): Handler =>
  async (request) => {
    if (!ROUTES.includes(new URL(request.url).pathname))
      return errorResponse(404, "NOT_FOUND", "There is nothing here.");
    try {
      return await handler(request);
    } catch (cause) {
      const requestId = request.headers.get("x-request-id");
      log.error("a sign-in route failed", { requestId, cause });
      if (!isDatabaseUnavailable(cause))
        return errorResponse(500, "INTERNAL_SERVER_ERROR", "Something went wrong here.");
      return errorResponse(
        503,
        "DATABASE_UNAVAILABLE",
        "The database does not answer. Try again soon.",
        { "retry-after": String(RETRY_AFTER_SECONDS) },
      );
    }
  };

const errorResponse = (status: number, code: string, message: string, headers = {}): Response =>
  Response.json(
    { code, message },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
