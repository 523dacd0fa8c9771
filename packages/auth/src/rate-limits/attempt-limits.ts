import { createHash } from "node:crypto";
import { type Database, rateLimits } from "@ai-cost/db";
import { eq, or, type SQL, sql } from "drizzle-orm";
import { type RateLimiter, rateLimiter } from "./rate-limiter";

const FIFTEEN_MINUTES_SECONDS = 15 * 60;
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * 60 * 60;

/** The limits of attempts, by the name that their keys in `rate_limits` start with. */
const LIMITS = {
  /** Wrong passwords of one account from one source address. */
  signInByAccountAndAddress: { points: 10, durationSeconds: FIFTEEN_MINUTES_SECONDS },
  /** Failed sign-ins from one source address, which a whole office may share. */
  signInByAddress: { points: 100, durationSeconds: FIFTEEN_MINUTES_SECONDS },
  /**
   * Wrong passwords of one account from all source addresses together. It does not block an address from
   * which the person has signed in before.
   */
  signInByAccount: { points: 100, durationSeconds: DAY_SECONDS },
  /** Sign-ups from one source address, whether they succeed or not. */
  signUpByAddress: { points: 30, durationSeconds: HOUR_SECONDS },
  /** Links that reset the password of one account, requested from one source address. */
  passwordResetByAccountAndAddress: { points: 3, durationSeconds: HOUR_SECONDS },
  /** Requests for such links and uses of them from one source address. */
  passwordResetByAddress: { points: 30, durationSeconds: HOUR_SECONDS },
  /**
   * Such links for one account from all source addresses together. It does not block an address from which
   * the person has signed in before.
   */
  passwordResetByAccount: { points: 10, durationSeconds: DAY_SECONDS },
};

export type AttemptLimits = Record<keyof typeof LIMITS, RateLimiter>;

/** Creates the limits of sign-in and sign-up attempts. */
export function attemptLimits(db: Database): AttemptLimits {
  const limiter = (name: keyof typeof LIMITS) => rateLimiter(db, { name, ...LIMITS[name] });
  return {
    signInByAccountAndAddress: limiter("signInByAccountAndAddress"),
    signInByAddress: limiter("signInByAddress"),
    signInByAccount: limiter("signInByAccount"),
    signUpByAddress: limiter("signUpByAddress"),
    passwordResetByAccountAndAddress: limiter("passwordResetByAccountAndAddress"),
    passwordResetByAddress: limiter("passwordResetByAddress"),
    passwordResetByAccount: limiter("passwordResetByAccount"),
  };
}

/**
 * Hashes an e-mail address into the key of an account's counter, so that the addresses of attempts are
 * not stored in clear text.
 */
export const accountKey = (email: string): string =>
  createHash("sha256").update(email.toLowerCase()).digest("hex");

export const accountAndAddressKey = (email: string, address: string): string =>
  `${accountKey(email)}:${address}`;

/** The key of the row in `rate_limits` that counts an account's wrong passwords from one address. */
export const accountAndAddressCounter = (email: string, address: string): string =>
  `signInByAccountAndAddress:${accountAndAddressKey(email, address)}`;

/** The key of the row in `rate_limits` that counts an account's wrong passwords from all addresses. */
export const accountCounter = (email: string): string => `signInByAccount:${accountKey(email)}`;

/** Selects the rows of `rate_limits` that count an account's wrong passwords. */
export const wrongPasswordCounters = (email: string): SQL | undefined =>
  or(
    eq(rateLimits.key, accountCounter(email)),
    sql`starts_with(${rateLimits.key}, ${accountAndAddressCounter(email, "")})`,
  );
