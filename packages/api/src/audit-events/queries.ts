import { auditEvents, type Executor, users } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";

const PAGE_ROWS = 50;

/**
 * Selects the events older than the event `id`; selects nothing when the project has no event with this
 * id.
 */
const isAfter = (projectId: string, id: string): SQL => sql`
  (${auditEvents.at}, ${auditEvents.id}) < (
    select last.at, last.id from audit_events as last
    where last.project_id = ${projectId} and last.id = ${id})`;

/**
 * The project's 50 newest events, ordered by `at`, then id, both descending. With `afterId`, the next 50
 * events after that event in this order. The actor is null when the account no longer exists.
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
