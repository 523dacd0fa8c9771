import { setTimeout as sleep } from "node:timers/promises";
import type { Sql, SqlTransaction } from "./client";
import { buildConcurrently, type ConcurrentIndex, concurrentIndexOf } from "./concurrent-index";
import { lastAppliedMs, type Migration } from "./migrations";
import { TABLES } from "./tables";

const MIGRATION_LOCK = 4_706_281_001n;
const TURN_PAUSE_MS = 100;
/** Who reads or writes queues behind a migration that waits for its tables: it waits shortly for all of them and tries again. */
const TABLE_LOCKS_MS = 500;
const RETRY_PAUSE_MS = 1_000;
const GIVE_UP_AFTER_MS = 120_000;
/** Not available in time, one or all; a deadlock, which a server that looks early finds before the time is over. */
const LOCK_CODES: readonly unknown[] = ["55P03", "57014", "40P01"];

/**
 * Applies those of `migrations`, oldest first, that a database has not had. Each is one transaction
 * that begins with an advisory lock, so that two migrators take turns, through any pooler, and one
 * that was killed is simply run again. An index that is made concurrently is built beside that
 * transaction, so `sql` needs two connections. Throws when others hold a table for two minutes.
 */
export async function applyMigrations(sql: Sql, migrations: readonly Migration[]): Promise<void> {
  await asOnlyMigrator(sql, makeJournal);
  while (await asOnlyMigrator(sql, (tx) => applyNext(sql, tx, migrations)));
}

/** One transaction, in turn with every other migrator's; again as long as others hold what it needs. */
export const asOnlyMigrator = <Result>(sql: Sql, work: (tx: SqlTransaction) => Promise<Result>) =>
  whenUnlocked(() => inTurn(sql, work));

async function inTurn<Result>(
  sql: Sql,
  work: (tx: SqlTransaction) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const turn = await sql.begin("isolation level read committed", async (tx) => {
      // Asked for, not waited for: who waits has a snapshot, and a concurrent index waits for its end.
      const [lock] = await tx`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}) as is_taken`;
      if (!lock?.is_taken) return null;
      await tx.unsafe(`set local lock_timeout = ${TABLE_LOCKS_MS}`);
      return { result: await work(tx) };
    });
    if (turn) return turn.result;
    await sleep(TURN_PAUSE_MS);
  }
}

/** Drizzle's own table, so that its tools know what has been applied. */
async function makeJournal(tx: SqlTransaction): Promise<void> {
  await tx`create schema if not exists drizzle`;
  await tx`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint
    )`;
}

/** Whether there was one to apply. */
async function applyNext(
  sql: Sql,
  tx: SqlTransaction,
  migrations: readonly Migration[],
): Promise<boolean> {
  const last = await lastAppliedMs(tx);
  const next = migrations.find(({ madeAtMs }) => last === null || madeAtMs > last);
  if (!next) return false;
  const index = concurrentIndexOf(next);
  if (index) await buildBeside(sql, tx, index);
  else await applyStatements(tx, next);
  await tx`
    insert into drizzle.__drizzle_migrations (hash, created_at)
    values (${next.hash}, ${next.madeAtMs})`;
  return true;
}

/** The transaction keeps the turn meanwhile and idles for as long as that takes. */
async function buildBeside(sql: Sql, tx: SqlTransaction, index: ConcurrentIndex): Promise<void> {
  // A statement without parameters leaves no portal open, whose snapshot the index would wait for.
  await tx.unsafe("set local idle_in_transaction_session_timeout = 0");
  await buildConcurrently(sql, index);
}

async function applyStatements(tx: SqlTransaction, migration: Migration): Promise<void> {
  await lockAltered(tx, migration);
  for (const statement of migration.statements) await tx.unsafe(statement);
}

/**
 * Takes what a migration alters before it begins, tables that refer to others first and the read model
 * last: so does a charge, and whoever waits for the first of them holds none of the rest. In the
 * migration's own order it and the charges under way would wait for each other each time. A limit of
 * its locks alone would hold for each, and those taken first would be kept from others for the sum.
 */
async function lockAltered(tx: SqlTransaction, { statements }: Migration): Promise<void> {
  const altered = new Set(statements.map((text) => /^\s*alter table "(\w+)"/i.exec(text)?.[1]));
  const existing = await tx`select tablename from pg_tables where schemaname = 'public'`;
  const names = new Set(existing.map(({ tablename }) => tablename));
  const locked = TABLES.toReversed().flatMap(({ name }) =>
    altered.has(name) && names.has(name) ? [name] : [],
  );
  if (locked.length === 0) return;
  await tx.unsafe(`set local statement_timeout = ${TABLE_LOCKS_MS}`);
  await tx`lock table ${tx(locked)}`;
  await tx.unsafe("set local statement_timeout to default");
}

async function whenUnlocked<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadlineMs = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error)) throw error;
      if (performance.now() > deadlineMs) throw stillLocked(error);
    }
    await sleep(RETRY_PAUSE_MS);
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && "code" in error && LOCK_CODES.includes(error.code);

const stillLocked = (cause: unknown): Error =>
  new Error(
    "The database could not be migrated: for two minutes others held a table that is to change. pg_stat_activity lists their transactions; end them and start again.",
    { cause },
  );
