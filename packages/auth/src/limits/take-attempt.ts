import { RateLimiter } from "../rate-limits/rate-limiter";
import { APIError } from "better-auth/api";

/**
 * Takes one attempt, before anything is tried, so that attempts at the same time cannot slip past the
 * bound. Throws APIError 429 with `Retry-After` (seconds) when there is none left.
 */
export async function takeAttempt(limiter: RateLimiter, key: string): Promise<void> {
  const refusal = await limiter.take(key);
  if (refusal) throw tooManyAttempts(refusal.retryAfterSeconds);
}

function tooManyAttempts(waitSeconds: number): APIError {
  const minutes = Math.ceil(waitSeconds / 60);
  return new APIError(
    "TOO_MANY_REQUESTS",
    {
      code: "TOO_MANY_ATTEMPTS",
      message: `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    },
    { "retry-after": String(waitSeconds) },
  );
}
