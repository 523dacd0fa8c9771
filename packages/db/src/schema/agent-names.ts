import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * Which agent type the reports' name of an agent stands for in a project. A name that is not here is
 * mapped by a rule; it holds for jobs that are named from then on.
 */
export const agentNames = pgTable(
  "agent_names",
  {
    projectId: projectId().references(() => projects.id),
    /** As reports name the agent; empty for the project's default, which reports without a name get. */
    agentName: text("agent_name").notNull(),
    agentType: text("agent_type").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.agentName] })],
);
