import type { TokenKind } from "@ai-cost/domain";
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
    /** The number of the run's jobs whose first charge is in this month. */
    jobs: integer64("jobs").notNull(),
    /** How many of the jobs in `jobs` have failed, in this month or later. */
    failedJobs: integer64("failed_jobs").notNull(),
    /** The number of charges of this month whose cost is not yet known. */
    unpricedCharges: integer64("unpriced_charges").notNull(),
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

/** The ways in which `daily_usage` sums usage: by agent type, by model, and by both. */
export const USAGE_GRAINS = ["agent_type", "model", "both"] as const;

export type UsageGrain = (typeof USAGE_GRAINS)[number];

/** The value of `agent_type` or `model` in the rows of a grain that does not separate them. */
export const ALL_NAMES = "*";

/**
 * The columns of `daily_usage` with the tokens of each kind. Plain input and output have none: they are what
 * the others leave of all input and output tokens.
 */
export const KIND_TOKEN_COLUMNS = {
  cached_input: "cachedInputTokens",
  cache_write_5m: "cacheWrite5mTokens",
  cache_write_1h: "cacheWrite1hTokens",
  audio_input: "audioInputTokens",
  image_input: "imageInputTokens",
  reasoning: "reasoningTokens",
  audio_output: "audioOutputTokens",
  image_output: "imageOutputTokens",
} as const satisfies Record<Exclude<TokenKind, "input" | "output">, string>;

/** The columns of `daily_usage` with the cost of each kind of token. */
export const KIND_COST_COLUMNS = {
  input: "inputMicroUsd",
  cached_input: "cachedInputMicroUsd",
  cache_write_5m: "cacheWrite5mMicroUsd",
  cache_write_1h: "cacheWrite1hMicroUsd",
  audio_input: "audioInputMicroUsd",
  image_input: "imageInputMicroUsd",
  output: "outputMicroUsd",
  reasoning: "reasoningMicroUsd",
  audio_output: "audioOutputMicroUsd",
  image_output: "imageOutputMicroUsd",
} as const satisfies Record<TokenKind, string>;

/**
 * Usage by UTC day, agent type and model, at three grains. Every call counts once in each grain. The
 * coarse grains can be added up from the grain `both`, but they have far fewer rows to read, and only
 * the grain `agent_type` counts jobs, because one job can use several models.
 */
export const dailyUsage = pgTable(
  "daily_usage",
  {
    projectId: projectId(),
    grain: text("grain", { enum: USAGE_GRAINS }).notNull(),
    /** The UTC day, `YYYY-MM-DD`. */
    day: date("day", { mode: "string" }).notNull(),
    /** The agent type; `*` in the grain `model`. */
    agentType: text("agent_type").notNull(),
    /** The canonical model, `unknown` when no report gave it; `*` in the grain `agent_type`. */
    model: text("model").notNull(),
    ...spendColumns(),
    /** The refunds in micro-dollars. They are already subtracted in `cost_micro_usd`. */
    refundedMicroUsd: integer64("refunded_micro_usd").notNull(),
    /** The number of charges, without those that gave way to another charge of the same call. */
    calls: integer64("calls").notNull(),
    /** The number of charges whose cost is not yet known. */
    unpricedCharges: integer64("unpriced_charges").notNull(),
    /** The number of jobs whose first charge is on this day; 0 in the other grains than `agent_type`. */
    jobs: integer64("jobs").notNull(),
    /** How many of the jobs in `jobs` have completed, on this day or later. */
    completedJobs: integer64("completed_jobs").notNull(),
    /** How many of the jobs in `jobs` have failed, on this day or later. */
    failedJobs: integer64("failed_jobs").notNull(),
    // Every token is of one kind. What is left of `input_tokens` and `output_tokens` is plain input and output.
    cachedInputTokens: integer64("cached_input_tokens").notNull(),
    cacheWrite5mTokens: integer64("cache_write_5m_tokens").notNull(),
    cacheWrite1hTokens: integer64("cache_write_1h_tokens").notNull(),
    audioInputTokens: integer64("audio_input_tokens").notNull(),
    imageInputTokens: integer64("image_input_tokens").notNull(),
    reasoningTokens: integer64("reasoning_tokens").notNull(),
    audioOutputTokens: integer64("audio_output_tokens").notNull(),
    imageOutputTokens: integer64("image_output_tokens").notNull(),
    // The cost of each kind in micro-dollars, minus refunds. What is left of `cost_micro_usd` is the cost
    // that cannot be split.
    inputMicroUsd: integer64("input_micro_usd").notNull(),
    cachedInputMicroUsd: integer64("cached_input_micro_usd").notNull(),
    cacheWrite5mMicroUsd: integer64("cache_write_5m_micro_usd").notNull(),
    cacheWrite1hMicroUsd: integer64("cache_write_1h_micro_usd").notNull(),
    audioInputMicroUsd: integer64("audio_input_micro_usd").notNull(),
    imageInputMicroUsd: integer64("image_input_micro_usd").notNull(),
    outputMicroUsd: integer64("output_micro_usd").notNull(),
    reasoningMicroUsd: integer64("reasoning_micro_usd").notNull(),
    audioOutputMicroUsd: integer64("audio_output_micro_usd").notNull(),
    imageOutputMicroUsd: integer64("image_output_micro_usd").notNull(),
    /** The cost of charged units other than tokens, such as web searches. */
    unitsMicroUsd: integer64("units_micro_usd").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.projectId, table.grain, table.day, table.agentType, table.model],
    }),
  ],
);
