import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** Who changed what, and when. Rows are inserted and never edited. */
export const auditEvents = pgTable(
  "audit_events",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** The user who made the change, or `invited` for a person who declined without signing in. */
    actorId: text("actor_id").notNull(),
    /** The kind of change, for example `budget.set`. */
    action: text("action").notNull(),
    /** The value before the change. NULL when there was no value. */
    from: text("from"),
    /** The value after the change. NULL when there is no value. */
    to: text("to"),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("audit_events_at").on(table.projectId, table.at.desc().nullsFirst()),
  ],
);
