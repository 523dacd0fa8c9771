import { alertChannels, type Database, openProjectsForWork, projectOutbox } from "@ai-cost/db";
import { and, eq, isNull, lt } from "drizzle-orm";

/** For how long the log of alerts shows what became of their messages. */
const KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes the messages of projects that were delivered or given up and are 90 days old, and the channels that
 * were removed so long ago. Stops after the present project when `signal` is aborted. Any number of processes
 * can call this at the same time.
 */
export async function purgeMessages(db: Database, now: Date, signal?: AbortSignal): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  for (const { id: projectId, tenant } of await openProjectsForWork(db, null)) {
    if (signal?.aborted) return;
    await tenant.write(async (tx) => {
      await tx
        .delete(projectOutbox)
        .where(
          and(
            eq(projectOutbox.projectId, projectId),
            isNull(projectOutbox.nextAttemptAt),
            lt(projectOutbox.createdAt, before),
          ),
        );
      await tx
        .delete(alertChannels)
        .where(
          and(
            eq(alertChannels.projectId, projectId),
            eq(alertChannels.endReason, "removed"),
            lt(alertChannels.endedAt, before),
          ),
        );
    });
  }
}
