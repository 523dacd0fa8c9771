import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "@ai-cost/db";

/**
 * The time after which a connection's statistics are complete. Postgres publishes them at most once
 * a second.
 */
const STATISTICS_DELAY_MS = 1_500;

/** Returns the number of deadlocks that Postgres has detected in this database so far. */
export async function countDeadlocks(sql: DatabaseClient["sql"]): Promise<number> {
  await sleep(STATISTICS_DELAY_MS);
  const [row] = await sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? Number.NaN;
}
