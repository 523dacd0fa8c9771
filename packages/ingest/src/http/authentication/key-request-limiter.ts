import { type RateLimiter, rateLimiter } from "@ai-cost/auth/rate-limits";
import type { Database } from "@ai-cost/db";

const DEFAULT_REQUESTS_PER_MINUTE = 6_000;

/**
 * Limits the requests of each API key. The requests are counted in the database, so that all processes
 * share one limit for a key.
 */
export const keyRequestLimiter = (
  db: Database,
  requestsPerMinute = DEFAULT_REQUESTS_PER_MINUTE,
): RateLimiter =>
  rateLimiter(db, {
    name: "ingestKey",
    points: requestsPerMinute,
    durationSeconds: 60,
    cachesRefusals: true,
  });
