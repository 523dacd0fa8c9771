import { boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64, projectId } from "./columns";
import { projects } from "./projects";

/** Why a budget alerts: its spend has reached a threshold, or its forecast exceeds its limit. */
export const BUDGET_ALERT_KINDS = ["threshold", "forecast"] as const;

export type BudgetAlertKind = (typeof BUDGET_ALERT_KINDS)[number];

/**
 * The claims of the alerts of budgets. The primary key is the claim: the process that inserts the row also inserts the
 * alert's messages, in the same transaction. So each alert is sent once, however many processes decide about
 * it. Rows are inserted and never edited, and stay when their budget is removed.
 */
export const budgetAlerts = pgTable(
  "budget_alerts",
  {
    projectId: projectId().references(() => projects.id),
    budgetId: uuid("budget_id").notNull(),
    /** The UTC month, `YYYY-MM`. */
    month: text("month").notNull(),
    kind: text("kind", { enum: BUDGET_ALERT_KINDS }).notNull(),
    /** The percentage of the limit that was reached; 0 for a forecast. */
    threshold: integer("threshold").notNull(),
    /** The version of the budget; 0 for a forecast, which alerts once in a month whatever the limit. */
    version: integer("version").notNull(),
    limitMicroUsd: integer64("limit_micro_usd").notNull(),
    spentMicroUsd: integer64("spent_micro_usd").notNull(),
    /** False when a higher threshold was reached at the same time, for which the message was sent. */
    isSent: boolean("is_sent").notNull(),
    /** The alert in the log. NULL when `isSent` is false. */
    alertId: uuid("alert_id"),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [
    primaryKey({
      name: "budget_alerts_claim",
      columns: [
        table.projectId,
        table.budgetId,
        table.month,
        table.kind,
        table.threshold,
        table.version,
      ],
    }),
  ],
);
