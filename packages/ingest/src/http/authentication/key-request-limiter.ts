import { type Database, type RateLimiter, rateLimiter } from "@ai-cost/db";

const DEFAULT_REQUESTS_PER_MINUTE = 6_000;

/** What all ways in of one process share. */
export interface IngestDoor {
  db: Database;
  /** Counts the requests of each key. */
  requests: RateLimiter;
}

/** Make one a process: `requestsPerMinute` is how many each key may send, whoever sends them. */
export const ingestDoor = (
  db: Database,
  {
    requestsPerMinute = DEFAULT_REQUESTS_PER_MINUTE,
  }: { requestsPerMinute?: number | undefined } = {},
): IngestDoor => ({
  db,
  requests: rateLimiter(db, {
    name: "ingestKey",
    points: requestsPerMinute,
    durationSeconds: 60,
    remembersRefusals: true,
  }),
});
