import { setTimeout as sleep } from "node:timers/promises";
import type { Sql, SqlTransaction } from "../connection/database";

const MIGRATION_LOCK = 4_706_281_001n;
const TURN_PAUSE_MS = 100;
/**
 * The longest time that a migration waits for the locks on all its tables. During the wait, readers and
 * writers of these tables queue behind the migration. After this time the migration gives up its place
 * in the queue, so that they can continue, and tries again later.
 */
export const TABLE_LOCKS_MS = 500;
const RETRY_PAUSE_MS = 1_000;
const GIVE_UP_AFTER_MS = 120_000;
/**
 * 55P03: one lock was not free in time. 57014: the statement that takes all locks did not end in time.
 * 40P01: a deadlock. A server with a short deadlock_timeout can find it before these timeouts.
 */
const LOCK_CODES: readonly unknown[] = ["55P03", "57014", "40P01"];

/**
 * Runs `work` in one transaction, while no other migrator works. Runs it again when other transactions
 * hold locks on the tables that it needs. Throws when they still hold these locks after two minutes.
 */
export async function withMigrationLock<Result>(
  sql: Sql,
  work: (tx: SqlTransaction) => Promise<Result>,
): Promise<Result> {
  const deadlineMs = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await inTurn(sql, work);
    } catch (error) {
      if (!isLocked(error)) throw error;
      if (performance.now() > deadlineMs) throw stillLocked(error);
    }
    await sleep(RETRY_PAUSE_MS);
  }
}

async function inTurn<Result>(
  sql: Sql,
  work: (tx: SqlTransaction) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const turn = await sql.begin("isolation level read committed", async (tx) => {
      // A transaction that waits for a lock holds a snapshot, and a concurrent index build waits for
      // the end of every snapshot. So this transaction does not wait for the lock: it ends if the lock
      // is not free.
      const [lock] = await tx`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}) as is_taken`;
      if (!lock?.is_taken) return null;
      await tx.unsafe(`set local lock_timeout = ${TABLE_LOCKS_MS}`);
      return { result: await work(tx) };
    });
    if (turn) return turn.result;
    await sleep(TURN_PAUSE_MS);
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && "code" in error && LOCK_CODES.includes(error.code);

const stillLocked = (cause: unknown): Error =>
  new Error(
    "The database could not be migrated: for two minutes, other transactions held a table that the migration changes. pg_stat_activity lists them. End them and start again.",
    { cause },
  );
