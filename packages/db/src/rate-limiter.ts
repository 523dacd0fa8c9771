import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "./client";
import { rateLimitStore } from "./rate-limit-store";

export interface RateLimitBound {
  /** Goes before the keys in `rate_limits`, so that no two limits count together. */
  name: string;
  /** How many may be taken within `durationSeconds` of the first. */
  points: number;
  durationSeconds: number;
  /**
   * Whether this process remembers who is out of points and asks the database no more until the
   * counter ends; a point that another process gives back is then not seen. False when absent.
   */
  remembersRefusals?: boolean;
}

export interface RateLimiter {
  /**
   * Takes a point of `key`. Null when there was one; else the whole seconds, 1 or more, until there
   * are points again.
   */
  take(key: string): Promise<{ retryAfterSeconds: number } | null>;
  /** Gives a point back. */
  giveBack(key: string): Promise<void>;
  /** Lets `key` start afresh. */
  forget(key: string): Promise<void>;
}

/**
 * Counters in the database: they hold across processes and restarts, and points that are taken at
 * the same time are counted one by one. Make each once a process; it tidies up after itself by timer.
 */
export function rateLimiter(db: Database, bound: RateLimitBound): RateLimiter {
  const limiter = new RateLimiterPostgres({
    keyPrefix: bound.name,
    points: bound.points,
    duration: bound.durationSeconds,
    storeClient: rateLimitStore(db),
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    ...(bound.remembersRefusals && { inMemoryBlockOnConsumed: bound.points }),
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
    forget: async (key) => void (await limiter.delete(key)),
  };
}
