import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { agentJobs } from "./agent-jobs";
import { instant, integer64, projectId } from "./columns";
import { projects } from "./projects";

/**
 * The prices that a charge was computed with, in the tier that applied. A price from the price table
 * also names the table's version and entry.
 */
export interface UsedPrice {
  /** The version of the price table's package. Absent for a project's own price. */
  tableVersion?: string;
  provider?: string;
  model?: string;
  /** A remark about an uncertain price from the price table, such as "list price of anthropic". */
  note?: string;
  /** Dollars per million tokens as decimal texts, by unit: `{ input_mtok: "3", output_mtok: "15" }`. */
  usdPerMillion: Record<string, string>;
}

/**
 * The ledger. Rows are inserted and never edited. A `deduction` is a charge. A `refund` gives back part
 * or all of a charge, and a `correction` adds the cost of a charge that was recorded without a price.
 * `purchase` and `grant` add credits and are not spend.
 */
export const creditTransactions = pgTable(
  "credit_transactions",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** NULL for purchases and grants. */
    agentJobId: uuid("agent_job_id"),
    /** The charge that a refund or correction belongs to. NULL for every other kind. */
    chargeId: uuid("charge_id"),
    kind: text("kind", {
      enum: ["deduction", "refund", "correction", "purchase", "grant"],
    }).notNull(),
    /**
     * The amount in micro-dollars, never negative: the kind says whether it is added or subtracted.
     * NULL when the charge is unpriced.
     */
    amountMicroUsd: integer64("amount_micro_usd"),
    /** The model's name. NULL when the report did not give it. */
    model: text("model"),
    /** The provider's name. NULL when the report did not give it. */
    provider: text("provider"),
    /** All input tokens, including cached ones. 0 for every kind except a charge. */
    inputTokens: integer64("input_tokens").notNull(),
    /** The input tokens that were read from a cache. NULL when the report did not say. */
    cacheReadTokens: integer64("cache_read_tokens"),
    /** The input tokens that were written to a cache. NULL when the report did not say. */
    cacheWriteTokens: integer64("cache_write_tokens"),
    /** All output tokens, including reasoning. 0 for every kind except a charge. */
    outputTokens: integer64("output_tokens").notNull(),
    /** The output tokens that were spent on reasoning. NULL when the report did not say. */
    reasoningTokens: integer64("reasoning_tokens"),
    /**
     * Identifies the report that added this row. The key is kept for ever, so that a repeated report
     * adds no second row.
     */
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256 in hexadecimal of the report's normalised fields, before any pricing. */
    contentHash: text("content_hash").notNull(),
    /** The endpoint or importer that received the report, such as `usage-events`. NULL for a row without a report. */
    source: text("source"),
    /** The source of the amount. NULL while the amount is unknown. */
    costSource: text("cost_source", { enum: ["reported", "project_price", "price_table"] }),
    /** The prices that the amount was computed with. NULL when the amount was reported. */
    price: jsonb("price").$type<UsedPrice>(),
    /**
     * When the cost arose. The row counts in the day and month of this instant. A refund or correction
     * has the same instant as its charge.
     */
    occurredAt: instant("occurred_at").notNull(),
    /** When the row was inserted. */
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("credit_transactions_idempotency_key").on(table.projectId, table.idempotencyKey),
    foreignKey({
      columns: [table.projectId, table.agentJobId],
      foreignColumns: [agentJobs.projectId, agentJobs.id],
    }),
    foreignKey({
      columns: [table.projectId, table.chargeId],
      foreignColumns: [table.projectId, table.id],
    }),
    // A plain `order by … desc` sorts NULLS FIRST. No query could use an index with Drizzle's default,
    // NULLS LAST.
    index("credit_transactions_recent_charges")
      .on(table.projectId, table.occurredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.kind} = 'deduction'`),
    // This index finds unpriced charges by model. A charge stays in the index after a correction has
    // given it a price.
    index("credit_transactions_unpriced_charges")
      .on(table.projectId, table.model, table.occurredAt.desc().nullsFirst())
      .concurrently()
      .where(sql`${table.kind} = 'deduction' and ${table.amountMicroUsd} is null`),
    index("credit_transactions_agent_job_id").on(table.projectId, table.agentJobId),
    index("credit_transactions_charge_id")
      .on(table.projectId, table.chargeId)
      .where(sql`${table.chargeId} is not null`),
    check(
      "credit_transactions_kind",
      sql`${table.kind} in ('deduction', 'refund', 'correction', 'purchase', 'grant')`,
    ),
    check(
      "credit_transactions_amount",
      sql`case when ${table.amountMicroUsd} is null then ${table.kind} = 'deduction'
        when ${table.kind} = 'refund' then ${table.amountMicroUsd} > 0
        else ${table.amountMicroUsd} >= 0 end`,
    ),
    check(
      "credit_transactions_job",
      sql`(${table.agentJobId} is null) = (${table.kind} in ('purchase', 'grant'))`,
    ),
    check(
      "credit_transactions_charge",
      sql`(${table.chargeId} is not null) = (${table.kind} in ('refund', 'correction'))`,
    ),
    check(
      "credit_transactions_tokens",
      sql`${table.inputTokens} >= 0 and ${table.outputTokens} >= 0
        and coalesce(${table.cacheReadTokens}, 0) >= 0 and coalesce(${table.cacheWriteTokens}, 0) >= 0
        and coalesce(${table.reasoningTokens}, 0) between 0 and ${table.outputTokens}
        and coalesce(${table.cacheReadTokens}, 0) + coalesce(${table.cacheWriteTokens}, 0) <= ${table.inputTokens}
        and (${table.kind} = 'deduction' or ${table.inputTokens} + ${table.outputTokens} = 0)`,
    ),
  ],
);
