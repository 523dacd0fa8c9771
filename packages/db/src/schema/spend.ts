import { date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { integer64, projectId } from "./columns";
import { USAGE_GAPS } from "./credit-transactions";

/**
 * The columns that the rollups of spend have in common. The rollups are the read model, and each serves
 * one view of the dashboard. `@ai-cost/ledger` updates them in the transaction that changes the ledger.
 * Amounts are micro-dollars of spend: deductions and corrections minus refunds. The tables have no CHECK
 * against negative values. To subtract, an upsert inserts a negative amount, which Postgres would check
 * before it adds the amount to the existing row.
 */
const spendColumns = () => ({
  /** The spend in micro-dollars, minus refunds. An unpriced charge adds nothing. */
  costMicroUsd: integer64("cost_micro_usd").notNull(),
  /** All input tokens, including cached ones. */
  inputTokens: integer64("input_tokens").notNull(),
  /** All output tokens, including reasoning. */
  outputTokens: integer64("output_tokens").notNull(),
});

/**
 * The spend of charges whose reports are known to leave something out, by UTC month, source and gap. The
 * dashboard names these sources. Charges without a gap are not counted here.
 */
export const monthlyUsageGaps = pgTable(
  "monthly_usage_gaps",
  {
    projectId: projectId(),
    /** The UTC month, `YYYY-MM`. */
    month: text("month").notNull(),
    source: text("source").notNull(),
    usageGap: text("usage_gap", { enum: USAGE_GAPS }).notNull(),
    calls: integer64("calls").notNull(),
    ...spendColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.month, table.source, table.usageGap] }),
  ],
);

/** Spend by UTC day. */
export const dailySpend = pgTable(
  "daily_spend",
  {
    projectId: projectId(),
    /** The UTC day, `YYYY-MM-DD`. */
    day: date("day", { mode: "string" }).notNull(),
    ...spendColumns(),
    /** The number of jobs whose first charge is on this day. */
    jobs: integer64("jobs").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.day] })],
);

/** Spend by UTC month and agent type. */
export const monthlyAgentSpend = pgTable(
  "monthly_agent_spend",
  {
    projectId: projectId(),
    /** The UTC month, `YYYY-MM`. */
    month: text("month").notNull(),
    agentType: text("agent_type").notNull(),
    ...spendColumns(),
    /** The refunds in micro-dollars. They are already subtracted in `cost_micro_usd`. */
    refundedMicroUsd: integer64("refunded_micro_usd").notNull(),
    /** The number of jobs whose first charge is in this month. */
    jobs: integer64("jobs").notNull(),
    /** How many of the jobs in `jobs` have completed, in this month or later. */
    completedJobs: integer64("completed_jobs").notNull(),
    /** How many of the jobs in `jobs` have failed, in this month or later. */
    failedJobs: integer64("failed_jobs").notNull(),
    /** The number of charges of this month whose cost is not yet known. */
    unpricedCharges: integer64("unpriced_charges").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.month, table.agentType] })],
);

/** Spend by UTC month and pipeline run. */
export const monthlyRunSpend = pgTable(
  "monthly_run_spend",
  {
    projectId: projectId(),
    /** The UTC month, `YYYY-MM`. */
    month: text("month").notNull(),
    pipelineRunId: uuid("pipeline_run_id").notNull(),
    ...spendColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.pipelineRunId, table.month] }),
    index("monthly_run_spend_dearest").on(
      table.projectId,
      table.month,
      table.costMicroUsd.desc().nullsFirst(),
      table.pipelineRunId,
    ),
  ],
);
