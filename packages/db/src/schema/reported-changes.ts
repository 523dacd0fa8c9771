import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** Which reports about a run's or job's state have been taken, so that a repeat is known for one. */
export const reportedChanges = pgTable(
  "reported_changes",
  {
    projectId: projectId().references(() => projects.id),
    /** The reporter's name for the report. */
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256, in hexadecimal, over the caller's normalised fields. */
    contentHash: text("content_hash").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.idempotencyKey] })],
);
