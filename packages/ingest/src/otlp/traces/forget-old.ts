import { type SQL, sql } from "drizzle-orm";
import type { IngestContext } from "../../calls/reported-call";

const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Forgets bones and waiting jobs of more than seven days ago, at most so many of each. What another
 * request is just forgetting is left to it.
 */
export async function forgetOld(
  { db, projectId, now }: IngestContext,
  maxRows: number,
): Promise<void> {
  const before = new Date(now.getTime() - KEPT_FOR_MS).toISOString();
  // By their places: joined, the oldest are looked for again for every row, and more than so many go.
  const forget = (table: SQL) =>
    db.execute(sql`
      delete from ${table}
      where project_id = ${projectId} and ctid = any(array(
        select ctid from ${table}
        where project_id = ${projectId} and received_at < ${before}
        order by received_at
        limit ${maxRows}
        for update skip locked))`);
  await forget(sql`trace_spans`);
  await forget(sql`unsettled_jobs`);
}
