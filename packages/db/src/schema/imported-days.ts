import { date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { projectId } from "./columns";
import { projects } from "./projects";

/**
 * The UTC days for which a project imported a file with a provider's usage totals. A call that a client
 * also reported live on such a day may be counted twice.
 */
export const importedDays = pgTable(
  "imported_days",
  {
    projectId: projectId().references(() => projects.id),
    /** The UTC day, `YYYY-MM-DD`. */
    day: date("day", { mode: "string" }).notNull(),
    provider: text("provider").notNull(),
    /** The `source` of the charges that the import recorded. */
    source: text("source").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.day, table.provider, table.source] })],
);
