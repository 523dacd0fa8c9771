import type { Sql } from "../index";

/** How many connections to this database wait for a lock, on all of its servers. */
export async function countLockWaits(sql: Sql): Promise<number> {
  const [citus] = await sql`select to_regclass('citus_stat_activity') is not null as is_there`;
  const activity = citus?.is_there ? "citus_stat_activity" : "pg_stat_activity";
  const waiting = await sql`
    select from ${sql(activity)} where datname = current_database() and wait_event_type = 'Lock'`;
  return waiting.length;
}
