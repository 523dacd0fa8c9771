import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
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
  /**
   * The prices in dollars per million tokens. The keys are units and the values are decimal texts, such
   * as `{ input_mtok: "3", output_mtok: "15" }`.
   */
  usdPerMillion: Record<string, string>;
}

/** The cost in micro-dollars for each kind of token and each other unit. The numbers are whole and below 2^53. */
export type CostByKind = Record<string, number>;

/** How many units of each kind, such as `web_search`, a call was charged for. */
export type ChargedUnits = Record<string, number>;

/**
 * What a client is known to leave out of its reports: all token counts, the counts of cached tokens, or
 * exact counts.
 */
export const USAGE_GAPS = ["no_counts", "no_cached_tokens", "guessed_counts"] as const;

export type UsageGap = (typeof USAGE_GAPS)[number];

/** Whether a row was written by a version that knew no canonical models and no costs by kind. */
export const isOfEarlierVersion = (
  table: Record<
    "model" | "canonicalModel" | "amountMicroUsd" | "costByKind" | "agentJobId",
    AnyPgColumn
  >,
) =>
  sql`(${table.canonicalModel} is null and ${table.model} is not null
    or ${table.costByKind} is null and ${table.amountMicroUsd} is not null and ${table.agentJobId} is not null)`;

/**
 * The ledger. Rows are inserted and never edited. A `deduction` is a charge. A `refund` gives back part
 * or all of a charge, and a `correction` adds the cost of a charge that was recorded without a price. A
 * `completion` adds the differences in tokens and amount between a charge and a fuller report of the
 * same call. `purchase` and `grant` add credits and are not spend.
 */
export const creditTransactions = pgTable(
  "credit_transactions",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** The job that the row belongs to. NULL for purchases and grants. */
    agentJobId: uuid("agent_job_id"),
    /** The charge that a refund, correction or completion belongs to. NULL for every other kind. */
    chargeId: uuid("charge_id"),
    kind: text("kind", {
      enum: ["deduction", "refund", "correction", "completion", "purchase", "grant"],
    }).notNull(),
    /**
     * The amount in micro-dollars. It is not negative, because the kind says whether it is added or
     * subtracted. Only a completion can have a negative amount: when a later report says that some
     * tokens were cached, the call becomes cheaper. NULL when the charge is unpriced.
     */
    amountMicroUsd: integer64("amount_micro_usd"),
    /**
     * The amount in micro-dollars by kind of token and other unit, such as `{ "input": 3000,
     * "web_search": 10000 }`. The parts sum exactly to the amount. A cost that cannot be split is
     * `unattributed`. NULL while the amount is NULL.
     */
    costByKind: jsonb("cost_by_kind").$type<CostByKind>(),
    /** The model's name as reported. NULL when the report did not give it. */
    model: text("model"),
    /** The normalised name of the model, the same for all spellings. NULL when `model` is NULL. */
    canonicalModel: text("canonical_model"),
    /** The provider's name. NULL when the report did not give it. */
    provider: text("provider"),
    /**
     * All input tokens, including cached ones. NULL for a charge whose report gave no counts. For a
     * completion, this is the difference from the charge's count, which may be negative. 0 for every
     * other kind.
     */
    inputTokens: integer64("input_tokens"),
    /** The input tokens that were read from a cache. NULL when the report did not say. */
    cacheReadTokens: integer64("cache_read_tokens"),
    /** The input tokens that were written to a cache. NULL when the report did not say. */
    cacheWriteTokens: integer64("cache_write_tokens"),
    /** The part of `cache_write_tokens` that the cache keeps for an hour. NULL when the report did not say. */
    cacheWrite1hTokens: integer64("cache_write_1h_tokens"),
    /** The input tokens of audio. NULL when the report did not say. */
    audioInputTokens: integer64("audio_input_tokens"),
    /** The input tokens of images. NULL when the report did not say. */
    imageInputTokens: integer64("image_input_tokens"),
    /** All output tokens, including reasoning tokens. NULL, negative or 0 in the same cases as `input_tokens`. */
    outputTokens: integer64("output_tokens"),
    /** The output tokens that were spent on reasoning. NULL when the report did not say. */
    reasoningTokens: integer64("reasoning_tokens"),
    /** The output tokens of audio. NULL when the report did not say. */
    audioOutputTokens: integer64("audio_output_tokens"),
    /** The output tokens of images. NULL when the report did not say. */
    imageOutputTokens: integer64("image_output_tokens"),
    /** The units other than tokens that the provider charges for, such as `{ "web_search": 3 }`. NULL when there are none. */
    units: jsonb("units").$type<ChargedUnits>(),
    /**
     * The provider's service tier: `batch`, `flex` or `priority`. NULL for the standard tier, or when
     * the report did not say.
     */
    serviceTier: text("service_tier"),
    /** What the client is known to leave out of its reports. NULL when nothing is known to be missing. */
    usageGap: text("usage_gap", { enum: USAGE_GAPS }),
    /**
     * Identifies the report that added this row. The key is kept for ever, so that a repeated report
     * adds no second row.
     */
    idempotencyKey: text("idempotency_key").notNull(),
    /**
     * The client's own id of the report, for clients that may report the same call without the response
     * id that `idempotency_key` is made from. NULL for other clients, and when `idempotency_key` is this id.
     */
    ownKey: text("own_key"),
    /** SHA-256 in hexadecimal of the report's normalised fields, before any pricing. */
    contentHash: text("content_hash").notNull(),
    /** The endpoint or importer that received the report, such as `usage-events`. NULL for a row without a report. */
    source: text("source"),
    /** The source of the amount. NULL while the amount is unknown. */
    costSource: text("cost_source", { enum: ["reported", "project_price", "price_table"] }),
    /** The prices that the amount was computed with. NULL when the amount was reported. */
    price: jsonb("price").$type<UsedPrice>(),
    /**
     * When the cost arose. The row counts in the day and month of this instant. A refund, correction or
     * completion has the same instant as its charge.
     */
    occurredAt: instant("occurred_at").notNull(),
    /** For a completion, the end of the call according to its report. NULL for every other kind. */
    reportedEndAt: instant("reported_end_at"),
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
    // A plain `order by … desc` puts NULLs first. Drizzle's default for an index is NULLS LAST, and no
    // query could use such an index.
    index("credit_transactions_recent_charges")
      .on(table.projectId, table.occurredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.kind} = 'deduction'`),
    // This index finds unpriced charges by model. A charge stays in the index after a correction has
    // given it a price.
    index("credit_transactions_unpriced_charges")
      .on(table.projectId, table.model, table.occurredAt.desc().nullsFirst())
      .concurrently()
      .where(sql`${table.kind} = 'deduction' and ${table.amountMicroUsd} is null`),
    // This index finds the rows of earlier versions, which have no canonical model or no cost by kind.
    // It is empty once they are completed.
    index("credit_transactions_of_earlier_versions")
      .on(table.projectId, table.id)
      .concurrently()
      .where(isOfEarlierVersion(table)),
    index("credit_transactions_own_key")
      .on(table.projectId, table.ownKey)
      .concurrently()
      .where(sql`${table.ownKey} is not null`),
    index("credit_transactions_agent_job_id").on(table.projectId, table.agentJobId),
    index("credit_transactions_charge_id")
      .on(table.projectId, table.chargeId)
      .where(sql`${table.chargeId} is not null`),
    check(
      "credit_transactions_kind",
      sql`${table.kind} in ('deduction', 'refund', 'correction', 'completion', 'purchase', 'grant')`,
    ),
    check(
      "credit_transactions_amount",
      sql`case when ${table.amountMicroUsd} is null then ${table.kind} = 'deduction'
        when ${table.kind} = 'completion' then true
        when ${table.kind} = 'refund' then ${table.amountMicroUsd} > 0
        else ${table.amountMicroUsd} >= 0 end`,
    ),
    check(
      "credit_transactions_job",
      sql`(${table.agentJobId} is null) = (${table.kind} in ('purchase', 'grant'))`,
    ),
    check(
      "credit_transactions_charge",
      sql`(${table.chargeId} is not null) = (${table.kind} in ('refund', 'correction', 'completion'))`,
    ),
    check(
      "credit_transactions_tokens",
      sql`case ${table.kind}
        when 'completion' then true
        when 'deduction' then (${table.inputTokens} is null) = (${table.outputTokens} is null)
          and ${table.inputTokens} >= 0 and ${table.outputTokens} >= 0
          and coalesce(${table.cacheReadTokens}, 0) >= 0 and coalesce(${table.cacheWriteTokens}, 0) >= 0
          and coalesce(${table.cacheWrite1hTokens}, 0) between 0 and coalesce(${table.cacheWriteTokens}, 0)
          and coalesce(${table.reasoningTokens}, 0) between 0 and ${table.outputTokens}
          and coalesce(${table.audioInputTokens}, 0) between 0 and ${table.inputTokens}
          and coalesce(${table.imageInputTokens}, 0) between 0 and ${table.inputTokens}
          and coalesce(${table.audioOutputTokens}, 0) between 0 and ${table.outputTokens}
          and coalesce(${table.imageOutputTokens}, 0) between 0 and ${table.outputTokens}
          and coalesce(${table.cacheReadTokens}, 0) + coalesce(${table.cacheWriteTokens}, 0) <= ${table.inputTokens}
        else ${table.inputTokens} + ${table.outputTokens} = 0 end`,
    ),
  ],
);
