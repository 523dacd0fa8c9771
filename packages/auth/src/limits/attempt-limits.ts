import { createHash } from "node:crypto";
import type { Database } from "@ai-cost/db";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { counterStore } from "./counter-store";

const QUARTER_OF_AN_HOUR_SECONDS = 15 * 60;

const BOUNDS = {
  /** Failed sign-ins to one account, wherever they come from. */
  signInByAccount: { points: 10, duration: QUARTER_OF_AN_HOUR_SECONDS },
  /** Failed sign-ins from one source address, which a whole office may share. */
  signInByAddress: { points: 100, duration: QUARTER_OF_AN_HOUR_SECONDS },
  /** Sign-ups from one source address, whatever becomes of them. */
  signUpByAddress: { points: 30, duration: 60 * 60 },
};

export type AttemptLimits = Record<keyof typeof BOUNDS, RateLimiterPostgres>;

/** Counters in the database: they hold across processes and restarts. */
export function attemptLimits(db: Database): AttemptLimits {
  const storeClient = counterStore(db);
  const limiter = (keyPrefix: keyof typeof BOUNDS) =>
    new RateLimiterPostgres({
      ...BOUNDS[keyPrefix],
      keyPrefix,
      storeClient,
      storeType: "client",
      tableName: "rate_limits",
      tableCreated: true,
    });
  return {
    signInByAccount: limiter("signInByAccount"),
    signInByAddress: limiter("signInByAddress"),
    signUpByAddress: limiter("signUpByAddress"),
  };
}

/** An account's key: addresses that were tried, by whom ever, are not kept in the clear. */
export const accountKey = (email: string): string =>
  createHash("sha256").update(email.toLowerCase()).digest("hex");

/** The row of `rate_limits` that counts an account's failed sign-ins. */
export const accountCounter = (email: string): string => `signInByAccount:${accountKey(email)}`;
