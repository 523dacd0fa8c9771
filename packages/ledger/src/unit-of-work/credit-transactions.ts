import { type Executor, listOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import { conflict, type Outcome, type Refusal } from "../outcome";
import { insertUnlessTaken, TRANSACTIONS } from "./insert-rows";
import type { CreditTransaction } from "./rows";

/** What is known of the ledger row that was recorded under an idempotency key. */
export interface RecordedKey {
  contentHash: string;
  /** The endpoint or importer that received the report of the row; null for a row without a report. */
  source: string | null;
  /**
   * The ids of the row, of the job that it counts for and of its run. A purchase or grant has no job, so
   * `jobId` and `runId` are then empty texts. No outcome has them, because a charge with the key of a purchase or grant is a
   * conflict.
   */
  ids: { chargeId: string; jobId: string; runId: string };
}

/**
 * Finds the ledger rows that a project has under these keys: a row's own idempotency key, or a further
 * key of a charge. The result has no entry for a key that is not recorded.
 */
export async function findRecordedKeys(
  tx: Executor,
  projectId: string,
  keys: readonly string[],
): Promise<Map<string, RecordedKey>> {
  const wanted = listOf(keys, "text");
  const rows = await tx.execute<{
    key: string;
    charge_id: string;
    content_hash: string;
    source: string | null;
    job_id: string | null;
    run_id: string | null;
  }>(sql`
    select found.key, charge.id as charge_id, charge.content_hash, charge.source,
      coalesce(job.merged_into_job_id, job.id) as job_id, job.pipeline_run_id as run_id
    from (
      select idempotency_key as key, id as charge_id, false as is_further from credit_transactions
      where project_id = ${projectId} and idempotency_key = any(${wanted})
      union all
      select key, charge_id, true from charge_keys
      where project_id = ${projectId} and key = any(${wanted})
    ) as found
    join credit_transactions as charge
      on charge.project_id = ${projectId} and charge.id = found.charge_id
    left join agent_jobs as job on job.project_id = ${projectId} and job.id = charge.agent_job_id
    order by found.is_further`);
  return new Map(
    rows.map(({ key, content_hash: contentHash, source, charge_id: chargeId, job_id, run_id }) => [
      key,
      { contentHash, source, ids: { chargeId, jobId: job_id ?? "", runId: run_id ?? "" } },
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
