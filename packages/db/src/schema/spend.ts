import { date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { integer64, projectId } from "./columns";

/**
 * The read model: three small tables, each the shape of one view, kept by `@ai-cost/ledger` in the
 * transaction that changes the ledger. Amounts are micro-dollars of spend (deductions and
 * corrections minus refunds). They bear no CHECK: an upsert's −1 would be refused before it is added.
 */
const spendColumns = () => ({
  /** Micro-dollars after refunds; an unpriced charge adds nothing. */
  costMicroUsd: integer64("cost_micro_usd").notNull(),
  /** Tokens, cached ones included. */
  inputTokens: integer64("input_tokens").notNull(),
  /** Tokens, reasoning included. */
  outputTokens: integer64("output_tokens").notNull(),
});

/** Spend of a UTC day. */
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

/** Spend of a UTC month by agent type. */
export const monthlyAgentSpend = pgTable(
  "monthly_agent_spend",
  {
    projectId: projectId(),
    /** `YYYY-MM` */
    month: text("month").notNull(),
    agentType: text("agent_type").notNull(),
    ...spendColumns(),
    /** Micro-dollars given back; the cost is net of them. */
    refundedMicroUsd: integer64("refunded_micro_usd").notNull(),
    /** Jobs whose first charge falls into this month. */
    jobs: integer64("jobs").notNull(),
    /** Of these jobs, those that completed, whenever they did. */
    completedJobs: integer64("completed_jobs").notNull(),
    /** Of these jobs, those that failed, whenever they did. */
    failedJobs: integer64("failed_jobs").notNull(),
    /** Charges of this month whose cost is not known yet. */
    unpricedCharges: integer64("unpriced_charges").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.month, table.agentType] })],
);

/** Spend of a UTC month by pipeline run. */
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
