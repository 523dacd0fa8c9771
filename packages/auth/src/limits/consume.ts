import { APIError } from "better-auth/api";
import { type RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/**
 * Takes one attempt, before anything is tried, so that attempts at the same time cannot slip past the
 * bound. Throws APIError 429 with `Retry-After` (seconds) when there is none left.
 */
export async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooManyAttempts(error.msBeforeNext);
    throw error;
  }
}

function tooManyAttempts(waitMs: number): APIError {
  const waitSeconds = Math.max(1, Math.ceil(waitMs / 1000));
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
