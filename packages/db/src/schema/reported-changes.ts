import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** The recorded reports about the status of runs and jobs. A repeated report is recognised by its row. */
export const reportedChanges = pgTable(
  "reported_changes",
  {
    projectId: projectId().references(() => projects.id),
    /** The key that identifies the report. The reporter chooses it. */
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256, in hexadecimal, of the report's normalised fields. */
    contentHash: text("content_hash").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.idempotencyKey] })],
);
