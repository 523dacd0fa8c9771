import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant, cut to milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A count or an amount that sums exactly: `bigint` here and in JavaScript. */
export const integer64 = (name: string) => bigint(name, { mode: "bigint" });

/** The tenant: first in every key, index and foreign key of a tenant table. */
export const projectId = () => uuid("project_id").notNull();
