import { TABLES } from "@ai-cost/db";

/** These tables hold what is useful for minutes or days. After a restore, people sign in again. */
const TRANSIENT = new Set(["sessions", "verifications", "rate_limits"]);

/** The tables in a backup, each one after the tables that it refers to. */
export const BACKED_UP_TABLES = TABLES.filter(({ name }) => !TRANSIENT.has(name));
