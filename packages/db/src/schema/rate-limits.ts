import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counters of requests and attempts. The library rate-limiter-flexible defines the columns. */
export const rateLimits = pgTable("rate_limits", {
  /** The name of the limit and the account or address that it counts for, such as `signInByAddress:192.0.2.7`. */
  key: text("key").primaryKey(),
  /** The points taken since the counter started. */
  points: integer("points").notNull().default(0),
  /** When the counter ends, in milliseconds since 1970. NULL when it does not end. */
  expire: bigint("expire", { mode: "number" }),
});
