import { date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { projectId } from "./columns";
import { projects } from "./projects";

/**
 * The UTC days for which a project imported an export that sums the usage of a provider. A live call of
 * such a day may be counted twice.
 */
export const importedDays = pgTable(
  "imported_days",
  {
    projectId: projectId().references(() => projects.id),
    /** `YYYY-MM-DD` */
    day: date("day", { mode: "string" }).notNull(),
    provider: text("provider").notNull(),
    /** The `source` of the charges that the import recorded. */
    source: text("source").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.day, table.provider, table.source] })],
);
