import { TABLES } from "@ai-cost/db";

/**
 * The tables that a backup leaves out, because their rows are useful only for minutes or days. Without
 * the sessions, people have to sign in again after a restore.
 */
const TRANSIENT = new Set(["sessions", "verifications", "rate_limits"]);

/** The tables in a backup. Each table comes after the tables that its foreign keys refer to. */
export const BACKED_UP_TABLES = TABLES.filter(({ name }) => !TRANSIENT.has(name));
