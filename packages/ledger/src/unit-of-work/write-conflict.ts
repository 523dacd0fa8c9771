import {
  type Executor,
  hasSqlState,
  isRetryableTransactionError,
  type TenantDatabase,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * Thrown in a transaction whose insert met a name or key that another transaction has just committed:
 * the rows that it decided on are out of date.
 */
export class WriteConflict extends Error {}

/** The same conflict as Postgres reports it: a name or key is taken, or `failUnless` failed. */
const CONFLICT_STATES = ["23505", "22P02"];

/**
 * For a `select`: 1 where `condition` holds. Where it does not hold, the cast fails with 22P02, and
 * Postgres writes the text to its log.
 */
export const failUnless = (condition: SQL): SQL =>
  sql`case when ${condition} then '1'
    else 'write conflict: another transaction committed first, this one is retried' end::int`;

/** Whether a transaction failed because of what others committed, and may be retried. */
const isWriteConflict = (error: unknown): boolean =>
  error instanceof WriteConflict ||
  isRetryableTransactionError(error) ||
  hasSqlState(error, CONFLICT_STATES);

/** Whether an optimistic write failed because of a conflict, or because a cached run is gone (23503). */
export const isStaleCache = (error: unknown): boolean =>
  isWriteConflict(error) || hasSqlState(error, ["23503"]);

const MAX_ATTEMPTS = 50;

/**
 * Runs a transaction, and runs it again after every write conflict or deadlock. Names and keys are
 * never deleted, so each attempt finds at least one more of them and the retries come to an end.
 */
export async function retryOnConflict<Result>(
  db: TenantDatabase,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.write(work);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
