import { isDatabaseUnavailable } from "@ai-cost/db";
import type { Log } from "./log";
import { rootCause } from "./root-cause";
import { SIGN_OUT_PATH } from "./session-ends-plugin";
import { SIGN_UP_PATH } from "./sign-up/sign-up-plugin";

type Handler = (request: Request) => Promise<Response>;

/** The library brings thirty more, for accounts that this product does not have. */
const ROUTES = ["/sign-in/email", SIGN_OUT_PATH, SIGN_UP_PATH].map((path) => `/api/auth${path}`);
const RETRY_AFTER_SECONDS = 5;

/**
 * The library's handler for our routes alone. A database that cannot answer is a 503, anything else
 * unexpected a 500; neither says more than that.
 */
export const answerRoutes =
  (handler: Handler, log: Log): Handler =>
  async (request) => {
    if (!ROUTES.includes(new URL(request.url).pathname))
      return answer(404, "NOT_FOUND", "There is nothing here.");
    try {
      return await handler(request);
    } catch (error) {
      const requestId = request.headers.get("x-request-id");
      log.error("a sign-in route failed", { requestId, cause: rootCause(error) });
      if (isDatabaseUnavailable(error))
        return answer(
          503,
          "DATABASE_UNAVAILABLE",
          "The database does not answer. Try again soon.",
          {
            "retry-after": String(RETRY_AFTER_SECONDS),
          },
        );
      return answer(500, "INTERNAL_SERVER_ERROR", "Something went wrong here.");
    }
  };

const answer = (status: number, code: string, message: string, headers = {}): Response =>
  Response.json(
    { code, message },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
