import { type RateLimiter, rateLimiter } from "@ai-cost/auth/rate-limits";
import type { Database } from "@ai-cost/db";
import { TRPCError } from "@trpc/server";

/** Each file of a selection is uploaded twice: for its preview and for its import. */
const UPLOADS_PER_MINUTE = 300;

/** Creates the limit of a person's uploads. Call it once in a process. */
export const uploadLimiter = (db: Database): RateLimiter =>
  rateLimiter(db, { name: "usageUpload", points: UPLOADS_PER_MINUTE, durationSeconds: 60 });

/** Counts an upload of a person. Throws TOO_MANY_REQUESTS when the person has none left in this minute. */
export async function takeUpload(limiter: RateLimiter, userId: string): Promise<void> {
  const refusal = await limiter.take(userId);
  if (!refusal) return;
  throw new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `These are more than ${UPLOADS_PER_MINUTE} uploads in a minute. Go on in ${refusal.retryAfterSeconds} seconds.`,
  });
}
