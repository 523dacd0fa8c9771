import { openByKey } from "@ai-cost/auth/api-keys";
import type { RateLimiter } from "@ai-cost/auth/rate-limits";
import type { Database, TenantDatabase } from "@ai-cost/db";
import { HttpError } from "../http-error";
import { recordKeyUse } from "./record-key-use";

export interface KeyAuthentication {
  db: Database;
  /** Limits the requests of each key. */
  keyRequests: RateLimiter;
}

/**
 * Matches the header value. Some exporters do not decode the value from the environment variable, so its
 * space may be percent-encoded.
 */
const BEARER = /^Bearer(?: +|%20)(\S+)$/i;

/**
 * The message is the same for every reason, so that a client cannot distinguish an unknown key from a
 * revoked one.
 */
const INVALID_KEY =
  "Send a valid key of your project as `Authorization: Bearer …`. This request has none, so nothing was recorded.";

/**
 * Returns the project of the key in the request's header `Authorization: Bearer`.
 *
 * Throws a 401 for a key that is missing, malformed, unknown, revoked or of another project, and a 429 for
 * a key that is over its rate limit. Requests with invalid keys are not counted: a secret of 256 bits
 * cannot be guessed, and counting them would let anyone write rows to the database.
 */
export async function authenticate(
  { db, keyRequests }: KeyAuthentication,
  headers: Headers,
  now: Date,
): Promise<{ projectId: string; tenant: TenantDatabase }> {
  const text = BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  const opened = await openByKey(db, text);
  if (!opened) throw new HttpError(401, INVALID_KEY, { "www-authenticate": "Bearer" });
  const { key, tenant } = opened;
  const limited = await keyRequests.take(`${key.projectId}/${key.id}`);
  if (limited) throw tooManyRequests(limited.retryAfterSeconds);
  await recordKeyUse(tenant, key, now);
  return { projectId: key.projectId, tenant };
}

const tooManyRequests = (retryAfterSeconds: number): HttpError =>
  new HttpError(
    429,
    `This key has reached its limit of requests per minute. Send again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? "second" : "seconds"}, or send more usage in each request.`,
    { "retry-after": String(retryAfterSeconds) },
  );
