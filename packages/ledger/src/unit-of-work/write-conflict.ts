import {
  type Executor,
  hasSqlState,
  isRetryableTransactionError,
  type TenantDatabase,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";

/**
 * Thrown in a transaction whose insert met a name or key that another one has just committed: what
 * it decided on is out of date.
 */
export class LostRace extends Error {}

/** The same as Postgres says it: a name or key is taken, or `wonOnlyIf` was not so. */
const LOST = ["23505", "22P02"];

/** For a `select`: 1 where `condition` holds, else 22P02, in the words that Postgres' log will have of it. */
export const wonOnlyIf = (condition: SQL): SQL =>
  sql`case when ${condition} then '1'
    else 'another transaction came first, this one is tried again' end::int`;

/** Whether a transaction failed by what others did, and may be tried again. */
const isLostRace = (error: unknown): boolean =>
  error instanceof LostRace || isRetryableTransactionError(error) || hasSqlState(error, LOST);

/** Whether a statement failed by what it took to be there and is not (23503), or lost a race. */
export const isWrongGuess = (error: unknown): boolean =>
  isLostRace(error) || hasSqlState(error, ["23503"]);

const MAX_ATTEMPTS = 50;

/**
 * Runs a transaction again as often as it loses a race, or gives way in a deadlock. Names and keys are
 * never given up, so each further attempt finds at least one more of them; it cannot lose for ever.
 */
export async function untilSettled<Result>(
  db: TenantDatabase,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.write(work);
    } catch (error) {
      if (!isLostRace(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
