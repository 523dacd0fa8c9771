import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counters of attempts, in the shape that rate-limiter-flexible reads and writes. */
export const rateLimits = pgTable("rate_limits", {
  /** What is counted, for whom. */
  key: text("key").primaryKey(),
  /** Attempts since the counter began. */
  points: integer("points").notNull().default(0),
  /** Milliseconds since 1970; NULL for a counter that does not expire. */
  expire: bigint("expire", { mode: "number" }),
});
