import { agentJobs, chargeKeys, creditTransactions, type Executor } from "@ai-cost/db";
import { getTableColumns, sql } from "drizzle-orm";
import { conflict, type Outcome, type Refusal } from "../outcome";
import { insertUnlessTaken, TRANSACTIONS } from "./insert-rows";
import { named, rowsWith, rowsWithEach, wantedValues } from "./look-up";
import type { CreditTransaction } from "./rows";

const { projectId: _, ...TRANSACTION_COLUMNS } = getTableColumns(creditTransactions);

/** The facts about the ledger row of a key that are enough for most decisions. */
export interface RecordedKey {
  isCharge: boolean;
  /** Whether the row itself has token counts and an amount. A report from another source then adds nothing. */
  isComplete: boolean;
  contentHash: string;
  /** The endpoint or importer that received the report of the row; null for a row without a report. */
  source: string | null;
  /**
   * The ids of the row, of the job that it counts for and of the run. `jobId` and `runId` are empty for a
   * purchase or grant, which has no job. No outcome contains the empty texts, because a charge with the
   * key of a purchase or grant is a conflict.
   */
  ids: { chargeId: string; jobId: string; runId: string };
  jobExternalId: string;
}

/** The ledger rows by their keys. A key that is not recorded has no entry. */
export interface RecordedKeys {
  /** The rows by their idempotency keys and their further keys. */
  byKey: Map<string, RecordedKey>;
  /**
   * The charges by the client's own id, when their idempotency key is another key. If several charges have
   * the same id, the first one.
   */
  byOwnKey: Map<string, RecordedKey>;
}

/** Finds the ledger rows of a project with these keys, and the charges with these ids of the client. */
export async function findRecordedKeys(
  tx: Executor,
  projectId: string,
  keys: readonly string[],
  ownKeys: readonly string[] = [],
): Promise<RecordedKeys> {
  const wanted = wantedValues(keys, "text");
  const rows = await tx.execute<{
    key: string;
    is_own: boolean;
    charge_id: string;
    is_charge: boolean;
    is_complete: boolean;
    content_hash: string;
    source: string | null;
    job_id: string | null;
    job_external_id: string | null;
    run_id: string | null;
  }>(sql`
    select found.key, found.is_own, charge.id as charge_id, charge.kind = 'deduction' as is_charge,
      charge.input_tokens is not null and charge.amount_micro_usd is not null as is_complete,
      charge.content_hash, charge.source, job.external_id as job_external_id,
      coalesce(job.merged_into_job_id, job.id) as job_id, job.pipeline_run_id as run_id
    from (
      select value as key, id as charge_id, false as is_further, false as is_own
      from ${rowsWithEach(wanted, { projectId, column: creditTransactions.idempotencyKey })}
      union all
      select value, charge_id, true, false
      from ${rowsWithEach(wanted, { projectId, column: chargeKeys.key })}
      union all
      select value, id, true, true
      from ${rowsWithEach(wantedValues(ownKeys, "text"), { projectId, column: creditTransactions.ownKey })}
    ) as found
    cross join lateral ${rowsWith({ projectId, column: creditTransactions.id }, sql`found.charge_id`)} as charge
    left join lateral ${rowsWith({ projectId, column: agentJobs.id }, sql`charge.agent_job_id`)} as job on true
    order by found.is_further, charge.id desc`);
  const found: RecordedKeys = { byKey: new Map(), byOwnKey: new Map() };
  for (const row of rows)
    (row.is_own ? found.byOwnKey : found.byKey).set(row.key, {
      isCharge: row.is_charge,
      isComplete: row.is_complete,
      contentHash: row.content_hash,
      source: row.source,
      ids: { chargeId: row.charge_id, jobId: row.job_id ?? "", runId: row.run_id ?? "" },
      jobExternalId: row.job_external_id ?? "",
    });
  return found;
}

/** Reads these charges with their refunds, corrections and completions, in the order in which they were recorded. */
export const findWholeCharges = (
  tx: Executor,
  projectId: string,
  chargeIds: readonly string[],
): Promise<CreditTransaction[]> => {
  const charges = { projectId, column: creditTransactions.id };
  const adjustments = { projectId, column: creditTransactions.chargeId };
  return tx
    .select(TRANSACTION_COLUMNS)
    .from(
      named(
        creditTransactions,
        sql`select found.* from ${wantedValues(chargeIds, "uuid")} cross join lateral (
          ${rowsWith(charges, sql`wanted.value`)} union all ${rowsWith(adjustments, sql`wanted.value`)}
        ) as found`,
      ),
    )
    .orderBy(creditTransactions.id);
};

export const contentConflict = (idempotencyKey: string): Refusal =>
  conflict(
    `idempotency key "${idempotencyKey}" is already recorded with other content; the first report is kept`,
  );

/**
 * Inserts a row of the ledger. If its key is taken, it inserts nothing and returns `duplicate` with the id
 * of the recorded row, or `conflict` if that row has other content.
 */
export async function insertTransaction(
  tx: Executor,
  projectId: string,
  transaction: CreditTransaction,
): Promise<Outcome<{ id: string }>> {
  const { id, idempotencyKey, contentHash } = transaction;
  if (await insertUnlessTaken(tx, projectId, TRANSACTIONS, transaction))
    return { outcome: "recorded", id };
  const { byKey } = await findRecordedKeys(tx, projectId, [idempotencyKey]);
  const recorded = byKey.get(idempotencyKey);
  return recorded?.contentHash === contentHash
    ? { outcome: "duplicate", id: recorded.ids.chargeId }
    : contentConflict(idempotencyKey);
}
