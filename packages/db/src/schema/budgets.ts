import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, integer64, projectId } from "./columns";
import { projects } from "./projects";

/** What a budget limits: the whole project, one agent type, or one model. */
export const BUDGET_SCOPE_KINDS = ["project", "agent_type", "model"] as const;

export type BudgetScopeKind = (typeof BUDGET_SCOPE_KINDS)[number];

const scopeColumns = () => ({
  scopeKind: text("scope_kind", { enum: BUDGET_SCOPE_KINDS }).notNull(),
  /** The agent type or the canonical model. NULL for the project. */
  scopeValue: text("scope_value"),
});

/**
 * The monthly budgets of a project. The project's own budget has the project's id and is stored when its
 * limit is first set; the limit itself is the setting `ai_budget_monthly_limit` in `billing_settings`.
 */
export const budgets = pgTable(
  "budgets",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    ...scopeColumns(),
    /** The monthly limit in micro-dollars. NULL for the project. */
    limitMicroUsd: integer64("limit_micro_usd"),
    /** The percentages of the limit at which people are alerted, in ascending order. */
    thresholds: integer("thresholds").array().notNull(),
    /** Whether new work is blocked at the limit. */
    blocks: boolean("blocks").notNull(),
    /** The channels that get the budget's alerts. NULL for all that want them. */
    channelIds: uuid("channel_ids").array(),
    /** Raised by every change of the budget, from 1. */
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("budgets_scope")
      .on(table.projectId, table.scopeKind, table.scopeValue)
      .nullsNotDistinct(),
    check(
      "budgets_scope_has_limit",
      sql`num_nulls(${table.scopeValue}, ${table.limitMicroUsd}) = case ${table.scopeKind} when 'project' then 2 else 0 end`,
    ),
  ],
);

/**
 * Who changed a budget, when and why. Rows are inserted and never edited. The columns that begin with
 * `from` are NULL when the budget was new; those that begin with `to` are NULL when it was removed.
 */
export const budgetChanges = pgTable(
  "budget_changes",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    budgetId: uuid("budget_id").notNull(),
    ...scopeColumns(),
    /** The budget's version after the change. */
    version: integer("version").notNull(),
    fromLimitMicroUsd: integer64("from_limit_micro_usd"),
    toLimitMicroUsd: integer64("to_limit_micro_usd"),
    fromThresholds: integer("from_thresholds").array(),
    toThresholds: integer("to_thresholds").array(),
    fromBlocks: boolean("from_blocks"),
    toBlocks: boolean("to_blocks"),
    fromChannelIds: uuid("from_channel_ids").array(),
    toChannelIds: uuid("to_channel_ids").array(),
    /** Why the budget was changed, in the words of the person. NULL when they gave no reason. */
    reason: text("reason"),
    /** The user who made the change. */
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("budget_changes_at").on(table.projectId, table.changedAt.desc().nullsFirst()),
  ],
);
