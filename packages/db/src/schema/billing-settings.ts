import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** A project's settings of money; the monthly limit is the key `ai_budget_monthly_limit`. */
export const billingSettings = pgTable(
  "billing_settings",
  {
    projectId: projectId().references(() => projects.id),
    key: text("key").notNull(),
    /** For the monthly limit a canonical decimal of dollars, such as `250.00`. */
    value: text("value").notNull(),
    /** The user who last set it. */
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.key] })],
);
