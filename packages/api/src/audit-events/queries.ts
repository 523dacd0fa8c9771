import { auditEvents, type Executor, users } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";

const PAGE_ROWS = 50;

/** True for events older than the event `id`; for none when the project has no such event. */
const isAfter = (projectId: string, id: string): SQL => sql`
  (${auditEvents.at}, ${auditEvents.id}) < (
    select last.at, last.id from audit_events as last
    where last.project_id = ${projectId} and last.id = ${id})`;

/**
 * The 50 newest events of the project, by `at`, then id, both descending. With `afterId`, the 50 that
 * follow that event. The actor is null when the account no longer exists.
 */
export function selectAuditEvents(db: Executor, projectId: string, afterId: string | undefined) {
  const { id, at, action, from, to } = auditEvents;
  const actor = { name: users.name, email: users.email };
  return db
    .select({ id, at, action, actor, from, to })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.projectId, projectId),
        afterId === undefined ? undefined : isAfter(projectId, afterId),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(PAGE_ROWS);
}
