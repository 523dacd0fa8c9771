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
  const oldest = (table: SQL, id: SQL) => sql`
    delete from ${table}
    where project_id = ${projectId} and (trace_id, ${id}) in (
      select trace_id, ${id} from ${table}
      where project_id = ${projectId} and received_at < ${before}
      order by received_at
      limit ${maxRows}
      for update skip locked)`;
  await db.execute(oldest(sql`trace_spans`, sql`span_id`));
  await db.execute(oldest(sql`unsettled_jobs`, sql`job_external_id`));
}
