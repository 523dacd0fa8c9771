import {
  type Executor,
  hasSqlState,
  isRetryableTransactionError,
  type ProjectLock,
  type TenantDatabase,
} from "@ai-cost/db";

/**
 * Thrown when nothing was inserted because another database transaction has just committed the same
 * external id or idempotency key, or has changed a job. The rows that this database transaction has read are then out of date.
 */
export class WriteConflict extends Error {}

/** The SQLSTATE code of a unique violation: another transaction has just committed the external id or key. */
const TAKEN = "23505";

/** Whether a transaction failed because of a concurrent transaction. It can then be run again. */
const isWriteConflict = (error: unknown): boolean =>
  error instanceof WriteConflict ||
  isRetryableTransactionError(error) ||
  hasSqlState(error, [TAKEN]);

/**
 * Whether an optimistic write failed because of a write conflict, or because a cached run no longer
 * exists (23503).
 */
export const isStaleCache = (error: unknown): boolean =>
  isWriteConflict(error) || hasSqlState(error, ["23503"]);

const MAX_ATTEMPTS = 50;

/**
 * Runs a transaction, and runs it again after every write conflict or deadlock. The retries end, because
 * external ids and idempotency keys are never deleted: each attempt finds at least one more of them.
 */
export async function retryOnConflict<Result>(
  db: TenantDatabase,
  work: (tx: Executor) => Promise<Result>,
  lock?: ProjectLock,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.write(work, lock);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
