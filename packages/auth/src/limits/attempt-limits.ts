import { type RateLimiter, rateLimiter } from "../rate-limits/rate-limiter";
import { createHash } from "node:crypto";
import { type Database } from "@ai-cost/db";

const QUARTER_OF_AN_HOUR_SECONDS = 15 * 60;

export type AttemptLimits = Record<
  "signInByAccount" | "signInByAddress" | "signUpByAddress",
  RateLimiter
>;

/** Counters in the database: they hold across processes and restarts. */
export const attemptLimits = (db: Database): AttemptLimits => ({
  /** Failed sign-ins to one account, wherever they come from. */
  signInByAccount: rateLimiter(db, {
    name: "signInByAccount",
    points: 10,
    durationSeconds: QUARTER_OF_AN_HOUR_SECONDS,
  }),
  /** Failed sign-ins from one source address, which a whole office may share. */
  signInByAddress: rateLimiter(db, {
    name: "signInByAddress",
    points: 100,
    durationSeconds: QUARTER_OF_AN_HOUR_SECONDS,
  }),
  /** Sign-ups from one source address, whatever becomes of them. */
  signUpByAddress: rateLimiter(db, {
    name: "signUpByAddress",
    points: 30,
    durationSeconds: 60 * 60,
  }),
});

/** An account's key: addresses that were tried, by whom ever, are not kept in the clear. */
export const accountKey = (email: string): string =>
  createHash("sha256").update(email.toLowerCase()).digest("hex");

/** The row of `rate_limits` that counts an account's failed sign-ins. */
export const accountCounter = (email: string): string => `signInByAccount:${accountKey(email)}`;
