import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counters of attempts, in the shape that rate-limiter-flexible reads and writes. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  /** Milliseconds since 1970; NULL for a counter that does not expire. */
  expire: bigint("expire", { mode: "number" }),
});
