import { type SQL, sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";

const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000;
const FORGOTTEN_EVERY_MS = 60_000;
/** More than any project sends in a minute. */
const FORGOTTEN_AT_ONCE_ROWS = 20_000;

/** When this process last did it for a project. Two processes that both do harm nothing. */
const forgottenAtMs = new Map<string, number>();

/** Forgets what is old, once a minute and project: most requests do not pay for it. */
export async function deleteExpiredNowAndThen(context: IngestContext): Promise<void> {
  const nowMs = context.now.getTime();
  const lastMs = forgottenAtMs.get(context.projectId) ?? Number.NEGATIVE_INFINITY;
  if (nowMs - lastMs < FORGOTTEN_EVERY_MS) return;
  forgottenAtMs.set(context.projectId, nowMs);
  await deleteExpired(context, FORGOTTEN_AT_ONCE_ROWS);
}

/**
 * Forgets bones and waiting jobs of more than seven days ago, at most so many of each. What another
 * request is just forgetting is left to it.
 */
export async function deleteExpired(
  { db, projectId, now }: IngestContext,
  maxRows: number,
): Promise<void> {
  const before = new Date(now.getTime() - KEPT_FOR_MS).toISOString();
  // By their places: joined, the oldest are looked for again for every row, and more than so many go.
  const forget = (table: SQL) => sql`
    delete from ${table}
    where project_id = ${projectId} and ctid = any(array(
      select ctid from ${table}
      where project_id = ${projectId} and received_at < ${before}
      order by received_at
      limit ${maxRows}
      for update skip locked))`;
  await db.write(async (tx) => {
    await tx.execute(forget(sql`trace_spans`));
    await tx.execute(forget(sql`unsettled_jobs`));
  });
}
