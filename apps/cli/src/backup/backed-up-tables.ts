import { TABLES } from "@ai-cost/db";

/** Of use for minutes or days to whoever is at work now: after a restore people sign in again. */
const TRANSIENT = new Set(["sessions", "verifications", "rate_limits"]);

/** What a backup holds, each table after those that it refers to. */
export const BACKED_UP_TABLES = TABLES.filter(({ name }) => !TRANSIENT.has(name));
