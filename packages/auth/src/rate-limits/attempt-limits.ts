import { createHash } from "node:crypto";
import type { Database } from "@ai-cost/db";
import { type RateLimiter, rateLimiter } from "./rate-limiter";

const FIFTEEN_MINUTES_SECONDS = 15 * 60;

export type AttemptLimits = Record<
  "signInByAccount" | "signInByAddress" | "signUpByAddress",
  RateLimiter
>;

/** Creates the limits of sign-in and sign-up attempts. Call this once per process. */
export const attemptLimits = (db: Database): AttemptLimits => ({
  /** Failed sign-ins to one account, from any address. */
  signInByAccount: rateLimiter(db, {
    name: "signInByAccount",
    points: 10,
    durationSeconds: FIFTEEN_MINUTES_SECONDS,
  }),
  /** Failed sign-ins from one source address, which a whole office may share. */
  signInByAddress: rateLimiter(db, {
    name: "signInByAddress",
    points: 100,
    durationSeconds: FIFTEEN_MINUTES_SECONDS,
  }),
  /** Sign-ups from one source address, whether they succeed or not. */
  signUpByAddress: rateLimiter(db, {
    name: "signUpByAddress",
    points: 30,
    durationSeconds: 60 * 60,
  }),
});

/**
 * Hashes an e-mail address into the key of an account's counter, so that the addresses of attempts are
 * not stored in clear text.
 */
export const accountKey = (email: string): string =>
  createHash("sha256").update(email.toLowerCase()).digest("hex");

/** The key of the row in `rate_limits` that counts an account's failed sign-ins. */
export const accountCounter = (email: string): string => `signInByAccount:${accountKey(email)}`;
