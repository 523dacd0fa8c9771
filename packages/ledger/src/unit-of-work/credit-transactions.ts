import { agentJobs, creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";
import { conflict, type Outcome, type Refusal } from "../outcome";
import { insertUnlessTaken, TRANSACTIONS } from "./insert-rows";
import type { CreditTransaction } from "./rows";

/** What is known of the ledger row that was recorded under an idempotency key. */
export interface RecordedKey {
  contentHash: string;
  /** The endpoint or importer that received the report of the row; null for a row without a report. */
  source: string | null;
  /**
   * The ids of the row, of the job that it counts for and of its run. A purchase or grant has no job, so `jobId` and `runId` are
   * then empty texts. No outcome has them, because a charge with the key of a purchase or grant is a
   * conflict.
   */
  ids: { chargeId: string; jobId: string; runId: string };
}

/**
 * Finds the ledger rows that a project has under these idempotency keys. The result has no entry for a
 * key that is not recorded.
 */
export async function findRecordedKeys(
  tx: Executor,
  projectId: string,
  idempotencyKeys: readonly string[],
): Promise<Map<string, RecordedKey>> {
  const rows = await tx
    .select({
      idempotencyKey: creditTransactions.idempotencyKey,
      chargeId: creditTransactions.id,
      contentHash: creditTransactions.contentHash,
      source: creditTransactions.source,
      jobId: sql<string | null>`coalesce(${agentJobs.mergedIntoJobId}, ${agentJobs.id})`,
      runId: agentJobs.pipelineRunId,
    })
    .from(creditTransactions)
    .leftJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, creditTransactions.agentJobId)),
    )
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.idempotencyKey} = any(${listOf(idempotencyKeys, "text")})`,
      ),
    );
  return new Map(
    rows.map(({ idempotencyKey, contentHash, source, chargeId, jobId, runId }) => [
      idempotencyKey,
      { contentHash, source, ids: { chargeId, jobId: jobId ?? "", runId: runId ?? "" } },
    ]),
  );
}

export const contentConflict = (idempotencyKey: string): Refusal =>
  conflict(
    `idempotency key "${idempotencyKey}" is already recorded with other content; the first report is kept`,
  );

/**
 * Inserts a row of the ledger. If its key is taken, nothing is written: the outcome is `duplicate` with
 * the id of the recorded row, or `conflict` if that row has other content.
 */
export async function insertTransaction(
  tx: Executor,
  projectId: string,
  transaction: CreditTransaction,
): Promise<Outcome<{ id: string }>> {
  const { id, idempotencyKey, contentHash } = transaction;
  if (await insertUnlessTaken(tx, projectId, TRANSACTIONS, transaction))
    return { outcome: "recorded", id };
  const recorded = (await findRecordedKeys(tx, projectId, [idempotencyKey])).get(idempotencyKey);
  return recorded?.contentHash === contentHash
    ? { outcome: "duplicate", id: recorded.ids.chargeId }
    : contentConflict(idempotencyKey);
}
