import { APIError } from "better-auth/api";
import type { RateLimiter } from "./rate-limiter";

/**
 * Takes one attempt of `key`. Call it before the attempt is made, so that concurrent attempts cannot
 * exceed the limit. Throws an APIError 429 with `Retry-After` in seconds when no attempt is left.
 */
export async function takeAttempt(limiter: RateLimiter, key: string): Promise<void> {
  const refusal = await limiter.take(key);
  if (refusal) throw tooManyAttempts(refusal.retryAfterSeconds);
}

function tooManyAttempts(retryAfterSeconds: number): APIError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new APIError(
    "TOO_MANY_REQUESTS",
    {
      code: "TOO_MANY_ATTEMPTS",
      message: `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    },
    { "retry-after": String(retryAfterSeconds) },
  );
}
