import { boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { BUDGET_ALERT_KINDS } from "./budget-alerts";
import { instant, integer64 } from "./columns";
import { users } from "./users";

const ofUser = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** A person's monthly budget for all projects that they own together. */
export const portfolioBudgets = pgTable("portfolio_budgets", {
  userId: ofUser().primaryKey(),
  limitMicroUsd: integer64("limit_micro_usd").notNull(),
  /** The percentages of the limit at which the person is alerted, in ascending order. */
  thresholds: integer("thresholds").array().notNull(),
  /** Raised by every change of the budget, from 1, and not reset when the budget is removed. */
  version: integer("version").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/**
 * When and why a person changed their budget for all projects. Rows are inserted and never edited. The columns
 * that begin with `from` are NULL when the budget was new; those that begin with `to` are NULL when it was
 * removed.
 */
export const portfolioBudgetChanges = pgTable(
  "portfolio_budget_changes",
  {
    userId: ofUser(),
    /** Ids of one person ascend in time. */
    id: uuid("id").notNull(),
    /** The budget's version after the change. */
    version: integer("version").notNull(),
    fromLimitMicroUsd: integer64("from_limit_micro_usd"),
    toLimitMicroUsd: integer64("to_limit_micro_usd"),
    fromThresholds: integer("from_thresholds").array(),
    toThresholds: integer("to_thresholds").array(),
    /** Why the budget was changed, in the words of the person. NULL when they gave no reason. */
    reason: text("reason"),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

/**
 * The alerts of portfolio budgets. The primary key is the claim: the process that inserts the row also adds
 * the message to `account_outbox`, in the same transaction, so each alert is sent once. Rows are inserted and
 * never edited.
 */
export const portfolioAlerts = pgTable(
  "portfolio_alerts",
  {
    userId: ofUser(),
    /** The UTC month, `YYYY-MM`. */
    month: text("month").notNull(),
    kind: text("kind", { enum: BUDGET_ALERT_KINDS }).notNull(),
    /** The percentage of the limit that was reached; 0 for a forecast. */
    threshold: integer("threshold").notNull(),
    /** The version of the budget; 0 for a forecast, which alerts once in a month whatever the limit. */
    version: integer("version").notNull(),
    limitMicroUsd: integer64("limit_micro_usd").notNull(),
    spentMicroUsd: integer64("spent_micro_usd").notNull(),
    /** False when something more urgent was claimed at the same time, for which the message was sent. */
    isSent: boolean("is_sent").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [
    primaryKey({
      name: "portfolio_alerts_claim",
      columns: [table.userId, table.month, table.kind, table.threshold, table.version],
    }),
  ],
);
