import { date, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { projectId } from "./columns";
import { projects } from "./projects";

/**
 * The agent types and models that a project has used. A project may use a limited number of new ones in
 * a day, so that a client that invents a name for each call does not fill the rollups. The row with the
 * name `unknown` says on which day a name of its kind was last beyond that number.
 */
export const seenNames = pgTable(
  "seen_names",
  {
    projectId: projectId().references(() => projects.id),
    kind: text("kind", { enum: ["agent_type", "model"] }).notNull(),
    name: text("name").notNull(),
    /** The UTC day, `YYYY-MM-DD`, on which the name was recorded first. For `unknown`, the last such day. */
    firstSeenOn: date("first_seen_on", { mode: "string" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.kind, table.name] }),
    index("seen_names_first_seen_on").on(table.projectId, table.kind, table.firstSeenOn),
  ],
);
