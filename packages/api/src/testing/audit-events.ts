import { auditEvents, type Executor } from "@ai-cost/db";
import { asc, eq } from "drizzle-orm";

/** What is kept of a project's changes: who, what, from, to and when, in their order. */
export function changesOf(db: Executor, projectId: string) {
  const { actorId, action, from, to, at } = auditEvents;
  return db
    .select({ actorId, action, from, to, at })
    .from(auditEvents)
    .where(eq(auditEvents.projectId, projectId))
    .orderBy(asc(auditEvents.id));
}
