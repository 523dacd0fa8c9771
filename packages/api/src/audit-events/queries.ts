import { auditEvents, type Executor, users } from "@ai-cost/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";

const PAGE_ROWS = 50;

/** What comes after the event `id`, newest first; nothing when the project has no such event. */
const after = (projectId: string, id: string): SQL => sql`
  (${auditEvents.at}, ${auditEvents.id}) < (
    select last.at, last.id from audit_events as last
    where last.project_id = ${projectId} and last.id = ${id})`;

/**
 * The 50 newest events of the project, `at` descending, then id; with `afterId`, those that follow
 * that event. Each with the person who did it, null without the account.
 */
export function newestEvents(db: Executor, projectId: string, afterId: string | undefined) {
  const { id, at, action, from, to } = auditEvents;
  const actor = { name: users.name, email: users.email };
  return db
    .select({ id, at, action, actor, from, to })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.projectId, projectId),
        afterId === undefined ? undefined : after(projectId, afterId),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(PAGE_ROWS);
}
