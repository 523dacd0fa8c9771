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
 * What a charge was priced with. Prices are dollars per million tokens as they stood in the list, in
 * the tier that applied; those of the table also say of which version and entry.
 */
export interface UsedPrice {
  /** Of the price table's package; absent for a project's own price. */
  tableVersion?: string;
  provider?: string;
  model?: string;
  /** Decimal texts by unit, such as `{ input_mtok: "3", output_mtok: "15" }`. */
  usdPerMillion: Record<string, string>;
}

/**
 * The ledger. Rows are inserted and never edited. A `deduction` is a charge; a `refund` takes from
 * one, a `correction` prices one that had no price; `purchase` and `grant` bring credits in and are
 * no spend.
 */
export const creditTransactions = pgTable(
  "credit_transactions",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** NULL for purchases and grants. */
    agentJobId: uuid("agent_job_id"),
    /** The charge that a refund or correction is about; NULL for every other kind. */
    chargeId: uuid("charge_id"),
    kind: text("kind", {
      enum: ["deduction", "refund", "correction", "purchase", "grant"],
    }).notNull(),
    /** Micro-dollars, never negative: the direction is the kind's. NULL when the charge is unpriced. */
    amountMicroUsd: integer64("amount_micro_usd"),
    /** NULL when the report named none. */
    model: text("model"),
    /** NULL when the report named none. */
    provider: text("provider"),
    /** Tokens, cached ones included. 0 on everything but a charge. */
    inputTokens: integer64("input_tokens").notNull(),
    /** Of the input tokens, those read from a cache; NULL when the report did not say. */
    cacheReadTokens: integer64("cache_read_tokens"),
    /** Of the input tokens, those written to a cache; NULL when the report did not say. */
    cacheWriteTokens: integer64("cache_write_tokens"),
    /** Tokens, reasoning included. 0 on everything but a charge. */
    outputTokens: integer64("output_tokens").notNull(),
    /** Of the output tokens, those spent on reasoning; NULL when the report did not say. */
    reasoningTokens: integer64("reasoning_tokens"),
    /** The reporter's name for this row, kept for ever: a second report of it is not a second row. */
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256 in hexadecimal over the caller's normalised fields, before any pricing. */
    contentHash: text("content_hash").notNull(),
    /** The way in that reported it, such as `usage-events`; NULL where nothing did. */
    source: text("source"),
    /** Where the amount comes from; NULL while it is unknown. */
    costSource: text("cost_source", { enum: ["reported", "project_price", "price_table"] }),
    /** The prices that it was computed with, so that a later price changes nothing; NULL when reported. */
    price: jsonb("price").$type<UsedPrice>(),
    /** When the cost arose: decides day and month. A refund or correction has its charge's. */
    occurredAt: instant("occurred_at").notNull(),
    /** When the row was booked. */
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
    // NULLS FIRST is what a plain `order by … desc` asks for; Drizzle's default gives that order to nobody.
    index("credit_transactions_recent_charges")
      .on(table.projectId, table.occurredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.kind} = 'deduction'`),
    // By model, for those that wait for a price; a charge stays in it when a correction has priced it.
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
