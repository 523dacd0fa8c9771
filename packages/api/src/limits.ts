import { type RateLimiter, rateLimiter } from "@ai-cost/auth/rate-limits";
import type { Database } from "@ai-cost/db";
import { TRPCError } from "@trpc/server";

const DAY_SECONDS = 24 * 60 * 60;
const FIFTEEN_MINUTES_SECONDS = 15 * 60;
const INVITATION_LINKS_PER_DAY = 200;
const UNKNOWN_TOKENS = 100;
const CONFIRMATIONS_PER_DAY = 50;
const TESTS_OF_CHANNEL_PER_DAY = 20;

/** The limits that an operator can change. */
export interface LimitSettings {
  /** The number of invitations of a project that wait for an answer. */
  maxPendingInvitations: number;
  /** The number of members that a project may have. */
  maxMembers: number;
  /** The number of projects that a person may create in a day. */
  maxNewProjectsPerDay: number;
}

/** What one person, project or client may use up. All processes share the counters. */
export interface Limits extends LimitSettings {
  /** The projects that a person creates, by user id. */
  newProjects: RateLimiter;
  /** The links of invitations that a person makes or sends, by user id: each can be an e-mail to a stranger. */
  invitationLinks: RateLimiter;
  /** The invitation tokens that a client tries and that are not valid, by source address. */
  invitationTokens: RateLimiter;
  /** The e-mails that ask for the confirmation of an address, by user id: each can go to a stranger. */
  confirmations: RateLimiter;
  /** The tests of a channel, by the ids of its project and of itself: each can be an e-mail to somebody else. */
  channelTests: RateLimiter;
}

/** Creates the limits. Call it once in a process. */
export const createLimits = (db: Database, settings: LimitSettings): Limits => ({
  ...settings,
  newProjects: rateLimiter(db, {
    name: "newProjects",
    points: settings.maxNewProjectsPerDay,
    durationSeconds: DAY_SECONDS,
  }),
  invitationLinks: rateLimiter(db, {
    name: "invitationLinks",
    points: INVITATION_LINKS_PER_DAY,
    durationSeconds: DAY_SECONDS,
  }),
  invitationTokens: rateLimiter(db, {
    name: "invitationTokens",
    points: UNKNOWN_TOKENS,
    durationSeconds: FIFTEEN_MINUTES_SECONDS,
  }),
  confirmations: rateLimiter(db, {
    name: "channelConfirmations",
    points: CONFIRMATIONS_PER_DAY,
    durationSeconds: DAY_SECONDS,
  }),
  channelTests: rateLimiter(db, {
    name: "channelTests",
    points: TESTS_OF_CHANNEL_PER_DAY,
    durationSeconds: DAY_SECONDS,
  }),
});

/**
 * Takes a point of `key`. Throws TOO_MANY_REQUESTS when none is left; `refusal` is a sentence that says
 * what the limit is.
 */
export async function takePoint(limiter: RateLimiter, key: string, refusal: string): Promise<void> {
  const refused = await limiter.take(key);
  if (!refused) return;
  throw new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `${refusal} Try again in ${waitText(refused.retryAfterSeconds)}.`,
  });
}

function waitText(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return "a minute";
  const hours = Math.ceil(minutes / 60);
  return minutes < 100 ? `${minutes} minutes` : `${hours} hours`;
}
