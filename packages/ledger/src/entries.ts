import type { creditTransactions, Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import { type Cell, rowsOf } from "./rows";

/** A row of the ledger; finer token counts are null when not reported. */
export type Entry = Omit<typeof creditTransactions.$inferSelect, "projectId">;

const TYPES = {
  id: "uuid",
  agent_job_id: "uuid",
  charge_id: "uuid",
  kind: "text",
  amount_micro_usd: "bigint",
  model: "text",
  provider: "text",
  input_tokens: "bigint",
  cache_read_tokens: "bigint",
  cache_write_tokens: "bigint",
  output_tokens: "bigint",
  reasoning_tokens: "bigint",
  idempotency_key: "text",
  content_hash: "text",
  occurred_at: "timestamptz",
  recorded_at: "timestamptz",
};

const cellsOf = (entry: Entry): Record<keyof typeof TYPES, Cell> => ({
  id: entry.id,
  agent_job_id: entry.agentJobId,
  charge_id: entry.chargeId,
  kind: entry.kind,
  amount_micro_usd: entry.amountMicroUsd,
  model: entry.model,
  provider: entry.provider,
  input_tokens: entry.inputTokens,
  cache_read_tokens: entry.cacheReadTokens,
  cache_write_tokens: entry.cacheWriteTokens,
  output_tokens: entry.outputTokens,
  reasoning_tokens: entry.reasoningTokens,
  idempotency_key: entry.idempotencyKey,
  content_hash: entry.contentHash,
  occurred_at: entry.occurredAt,
  recorded_at: entry.recordedAt,
});

/**
 * Inserts rows of one project in the order of their keys and says how many went in: fewer than
 * given when a key is there already.
 */
export async function insertEntries(
  tx: Executor,
  projectId: string,
  entries: readonly Entry[],
): Promise<number> {
  const columns = sql.raw(Object.keys(TYPES).join(", "));
  const inserted = await tx.execute(sql`
    insert into credit_transactions (project_id, ${columns})
    select ${projectId}::uuid, ${columns}
    from ${rowsOf("entry", TYPES, entries.map(cellsOf))}
    order by idempotency_key
    on conflict (project_id, idempotency_key) do nothing
    returning id`);
  return inserted.length;
}
