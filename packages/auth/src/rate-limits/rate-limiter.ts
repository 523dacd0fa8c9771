import type { Database } from "@ai-cost/db";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimitStore } from "./rate-limit-store";

export interface RateLimit {
  /** The prefix of the keys in `rate_limits`. Each limit needs its own name. */
  name: string;
  /** The number of points that each key has in a window. */
  points: number;
  /** The length of the window, which starts when a key's first point is taken. */
  durationSeconds: number;
  /**
   * Whether this process caches that a key has no points left. It then does not query the database for
   * the key until the window ends, and does not notice when another process gives a point back. False by
   * default.
   */
  cachesRefusals?: boolean;
}

export interface RateLimiter {
  /**
   * Takes a point of `key`. Returns null when a point was left. Otherwise returns the whole seconds, at
   * least 1, until the key has points again. Throws the driver's error when the database does not
   * respond.
   */
  take(key: string): Promise<{ retryAfterSeconds: number } | null>;
  /** Gives one point of `key` back. */
  giveBack(key: string): Promise<void>;
  /** Gives all points of `key` back. */
  reset(key: string): Promise<void>;
}

/**
 * Creates a rate limiter. Its counters are in the database, so all processes share them and they survive
 * a restart. Two concurrent requests cannot take the same point. The daily purge deletes expired counters.
 */
export function rateLimiter(db: Database, limit: RateLimit): RateLimiter {
  const limiter = new RateLimiterPostgres({
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.durationSeconds,
    storeClient: rateLimitStore(db),
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    // The daily purge deletes expired counters, in batches.
    clearExpiredByTimeout: false,
    ...(limit.cachesRefusals && { inMemoryBlockOnConsumed: limit.points }),
  });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) };
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
    reset: async (key) => void (await limiter.delete(key)),
  };
}
