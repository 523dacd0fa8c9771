import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseClient } from "@ai-cost/db";

/** A connection tells of them when it ends, and at most once a second before. */
const TOLD_WITHIN_MS = 1_500;

/** How many Postgres has ended in this database so far. */
export async function deadlocksIn(sql: DatabaseClient["sql"]): Promise<number> {
  await sleep(TOLD_WITHIN_MS);
  const [row] = await sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? Number.NaN;
}
