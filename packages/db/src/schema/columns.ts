import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant with a precision of milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A count or an amount whose sums are exact: `bigint` in Postgres and in JavaScript. */
export const integer64 = (name: string) => bigint(name, { mode: "bigint" });

/**
 * The project that the row belongs to. This is the first column of every key, index and foreign key of
 * a tenant table.
 */
export const projectId = () => uuid("project_id").notNull();
