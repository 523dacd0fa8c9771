import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * A project's own mapping of the agent names in reports to agent types. A built-in rule maps the names
 * that are not in this table. A change applies only to jobs that get their agent type later.
 */
export const agentNames = pgTable(
  "agent_names",
  {
    projectId: projectId().references(() => projects.id),
    /**
     * The agent's name in reports. The row with the empty name holds the agent type for reports without
     * an agent name.
     */
    agentName: text("agent_name").notNull(),
    agentType: text("agent_type").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.agentName] })],
);
