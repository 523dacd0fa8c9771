import { auditEvents, type Executor } from "@ai-cost/db";
import { asc, eq } from "drizzle-orm";

/** A project's audit events without their ids, oldest first. */
export function auditEventsOf(db: Executor, projectId: string) {
  const { actorId, action, from, to, at } = auditEvents;
  return db
    .select({ actorId, action, from, to, at })
    .from(auditEvents)
    .where(eq(auditEvents.projectId, projectId))
    .orderBy(asc(auditEvents.id));
}
