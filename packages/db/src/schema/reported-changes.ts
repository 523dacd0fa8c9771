import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** The reports about the status of a run or job that were recorded, to recognise a repeated report. */
export const reportedChanges = pgTable(
  "reported_changes",
  {
    projectId: projectId().references(() => projects.id),
    /** The reporter's name for the report. */
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256, in hexadecimal, of the report's normalised fields. */
    contentHash: text("content_hash").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.idempotencyKey] })],
);
