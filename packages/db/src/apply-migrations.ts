import { setTimeout as sleep } from "node:timers/promises";
import type { Sql, SqlTransaction } from "./client";
import { lastAppliedMs, type Migration } from "./migrations";
import { TABLES } from "./tables";

const MIGRATION_LOCK = 4_706_281_001n;
/** Whoever writes queues behind a migration that waits for a table: it waits shortly and tries again. */
const TABLE_LOCK_MS = 500;
const RETRY_PAUSE_MS = 1_000;
const GIVE_UP_AFTER_MS = 120_000;
/** Not available in time; a deadlock, which a server that looks early finds before the time is over. */
const LOCK_CODES: readonly unknown[] = ["55P03", "40P01"];

/**
 * Applies those of `migrations`, oldest first, that a database has not had. Each is one transaction
 * that begins with an advisory lock, so that two migrators take turns, through any pooler, and one
 * that was killed is simply run again. Throws when others hold a table for two minutes.
 */
export async function applyMigrations(sql: Sql, migrations: readonly Migration[]): Promise<void> {
  await asOnlyMigrator(sql, makeJournal);
  while (await asOnlyMigrator(sql, (tx) => applyNext(tx, migrations)));
}

/** One transaction, in turn with every other migrator's; again as long as others hold what it needs. */
export const asOnlyMigrator = <Result>(sql: Sql, work: (tx: SqlTransaction) => Promise<Result>) =>
  // The lock is waited for with no snapshot that could be too old by the time it is there.
  whenUnlocked(() =>
    sql.begin("isolation level read committed", async (tx) => {
      await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await tx.unsafe(`set local lock_timeout = ${TABLE_LOCK_MS}`);
      return work(tx);
    }),
  );

/** Drizzle's own table, so that its tools know what has been applied. */
async function makeJournal(tx: SqlTransaction): Promise<void> {
  await tx`create schema if not exists drizzle`;
  await tx`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint
    )`;
}

/** Whether there was one to apply. */
async function applyNext(tx: SqlTransaction, migrations: readonly Migration[]): Promise<boolean> {
  const last = await lastAppliedMs(tx);
  const next = migrations.find(({ madeAtMs }) => last === null || madeAtMs > last);
  if (!next) return false;
  await lockAltered(tx, next);
  for (const statement of next.statements) await tx.unsafe(statement);
  await tx`
    insert into drizzle.__drizzle_migrations (hash, created_at)
    values (${next.hash}, ${next.madeAtMs})`;
  return true;
}

/**
 * Takes what a migration alters before it begins, tables that refer to others first and the read model
 * last: so does a charge, and whoever waits for the first of them holds none of the rest. In the
 * migration's own order it and the charges under way would wait for each other each time.
 */
async function lockAltered(tx: SqlTransaction, { statements }: Migration): Promise<void> {
  const altered = new Set(statements.map((text) => /^\s*alter table "(\w+)"/i.exec(text)?.[1]));
  const existing = await tx`select tablename from pg_tables where schemaname = 'public'`;
  const names = new Set(existing.map(({ tablename }) => tablename));
  for (const { name } of TABLES.toReversed())
    if (altered.has(name) && names.has(name)) await tx`lock table ${tx(name)}`;
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
