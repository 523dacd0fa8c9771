import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * A project's own mapping of the agent names in reports to agent types. A rule maps every other name. A
 * change applies to jobs that are named afterwards.
 */
export const agentNames = pgTable(
  "agent_names",
  {
    projectId: projectId().references(() => projects.id),
    /** The agent's name in reports. The empty name holds the default for reports without a name. */
    agentName: text("agent_name").notNull(),
    agentType: text("agent_type").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.agentName] })],
);
