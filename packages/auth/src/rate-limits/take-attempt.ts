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

/** The refusal of an attempt. `otherwise` says what a person can do instead of waiting. */
export const tooManyAttempts = (retryAfterSeconds: number, otherwise = ""): APIError =>
  new APIError(
    "TOO_MANY_REQUESTS",
    {
      code: "TOO_MANY_ATTEMPTS",
      message: `Too many attempts. Try again in ${durationText(retryAfterSeconds)}${otherwise}.`,
    },
    { "retry-after": String(retryAfterSeconds) },
  );

function durationText(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 60) return `${Math.ceil(minutes / 60)} hours`;
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
