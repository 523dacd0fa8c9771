import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** A project's billing settings by key. `ai_budget_monthly_limit` is the monthly budget. */
export const billingSettings = pgTable(
  "billing_settings",
  {
    projectId: projectId().references(() => projects.id),
    key: text("key").notNull(),
    /** The setting's value. The monthly budget is in dollars, as a decimal with two digits such as `250.00`. */
    value: text("value").notNull(),
    /** The user who last set the value. */
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.key] })],
);
