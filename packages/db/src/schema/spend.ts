import { date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { integer64, projectId } from "./columns";

/**
 * The read model: three rollups, each in the shape of one view. `@ai-cost/ledger` updates them in the
 * transaction that changes the ledger. Amounts are micro-dollars of spend: deductions and corrections
 * minus refunds. The tables have no CHECK, because Postgres would refuse the −1 of an upsert before it
 * adds it to the row.
 */
const spendColumns = () => ({
  /** Micro-dollars after refunds. An unpriced charge adds nothing. */
  costMicroUsd: integer64("cost_micro_usd").notNull(),
  /** Tokens, including cached ones. */
  inputTokens: integer64("input_tokens").notNull(),
  /** Tokens, including reasoning. */
  outputTokens: integer64("output_tokens").notNull(),
});

/** Spend by UTC day. */
export const dailySpend = pgTable(
  "daily_spend",
  {
    projectId: projectId(),
    /** `YYYY-MM-DD` */
    day: date("day", { mode: "string" }).notNull(),
    ...spendColumns(),
    /** Jobs whose first charge falls on this day. */
    jobs: integer64("jobs").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.day] })],
);

/** Spend by UTC month and agent type. */
export const monthlyAgentSpend = pgTable(
  "monthly_agent_spend",
  {
    projectId: projectId(),
    /** `YYYY-MM` */
    month: text("month").notNull(),
    agentType: text("agent_type").notNull(),
    ...spendColumns(),
    /** Refunded micro-dollars, which `cost_micro_usd` has deducted. */
    refundedMicroUsd: integer64("refunded_micro_usd").notNull(),
    /** Jobs whose first charge falls in this month. */
    jobs: integer64("jobs").notNull(),
    /** The jobs of `jobs` that completed, at any time. */
    completedJobs: integer64("completed_jobs").notNull(),
    /** The jobs of `jobs` that failed, at any time. */
    failedJobs: integer64("failed_jobs").notNull(),
    /** Charges of this month whose cost is not yet known. */
    unpricedCharges: integer64("unpriced_charges").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.month, table.agentType] })],
);

/** Spend by UTC month and pipeline run. */
export const monthlyRunSpend = pgTable(
  "monthly_run_spend",
  {
    projectId: projectId(),
    /** `YYYY-MM` */
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
