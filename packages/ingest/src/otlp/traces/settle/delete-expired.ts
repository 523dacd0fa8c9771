import { type SQL, sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";

const RETENTION_MS = 7 * 24 * 60 * 60 * 1000;
const DELETE_EVERY_MS = 60_000;
/**
 * The maximum number of rows that are deleted at a time. It is more than any project sends in a minute.
 */
const MAX_ROWS = 20_000;

/**
 * The time at which this process last deleted a project's expired rows. Each process has its own map, so
 * several processes may delete in the same minute.
 */
const lastDeletedAtMs = new Map<string, number>();

/** Deletes a project's expired rows if this process has not done so in the last minute. */
export async function deleteExpiredOnceAMinute(context: IngestContext): Promise<void> {
  const nowMs = context.now.getTime();
  const lastMs = lastDeletedAtMs.get(context.projectId) ?? Number.NEGATIVE_INFINITY;
  if (nowMs - lastMs < DELETE_EVERY_MS) return;
  lastDeletedAtMs.set(context.projectId, nowMs);
  await deleteExpired(context, MAX_ROWS);
}

/**
 * Deletes span summaries and unsettled jobs that are older than seven days, at most `maxRows` of each.
 * Rows that another request is deleting are skipped.
 */
export async function deleteExpired(
  { db, projectId, now }: IngestContext,
  maxRows: number,
): Promise<void> {
  const expiredBefore = new Date(now.getTime() - RETENTION_MS).toISOString();
  // Rows are found by ctid. With a join, Postgres would evaluate the limited subquery once per row and
  // delete more than the limit.
  const deleteFrom = (table: SQL) => sql`
    delete from ${table}
    where project_id = ${projectId} and ctid = any(array(
      select ctid from ${table}
      where project_id = ${projectId} and received_at < ${expiredBefore}
      order by received_at
      limit ${maxRows}
      for update skip locked))`;
  await db.write(async (tx) => {
    await tx.execute(deleteFrom(sql`trace_spans`));
    await tx.execute(deleteFrom(sql`unsettled_jobs`));
  });
}
