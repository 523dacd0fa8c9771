import {
  type Executor,
  hasSqlState,
  isRetryableTransactionError,
  type ProjectLock,
  type TenantDatabase,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * Thrown when an insert fails because another database transaction has just committed the same external
 * id or idempotency key. The rows that this database transaction has read are then out of date.
 */
export class WriteConflict extends Error {}

/** The SQLSTATE codes of a write conflict: an external id or key is taken (23505), or `failUnless` failed (22P02). */
const CONFLICT_STATES = ["23505", "22P02"];

/**
 * An expression that is 1 when `condition` holds. Otherwise its cast fails with 22P02, and Postgres
 * writes the text that cannot be cast to its log.
 */
export const failUnless = (condition: SQL): SQL =>
  sql`case when ${condition} then '1'
    else 'write conflict: another transaction committed first, this one is retried' end::int`;

/** Whether a transaction failed because of a concurrent transaction, so that it can be run again. */
const isWriteConflict = (error: unknown): boolean =>
  error instanceof WriteConflict ||
  isRetryableTransactionError(error) ||
  hasSqlState(error, CONFLICT_STATES);

/**
 * Whether an optimistic write failed because of a write conflict, or because a cached run no longer
 * exists (23503).
 */
export const isStaleCache = (error: unknown): boolean =>
  isWriteConflict(error) || hasSqlState(error, ["23503"]);

const MAX_ATTEMPTS = 50;

/**
 * Runs a transaction, and runs it again after every write conflict or deadlock. External ids and
 * idempotency keys are never deleted. So each attempt finds at least one more of them, and the retries
 * come to an end.
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
