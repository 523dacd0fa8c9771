import type { Sql, SqlTransaction } from "../connection/database";
import { TABLES } from "../schema/tables";
import { buildConcurrently, type ConcurrentIndex, concurrentIndexOf } from "./concurrent-index";
import { lastAppliedMs, type Migration } from "./migration-files";
import { TABLE_LOCKS_MS, withMigrationLock } from "./migration-lock";

/**
 * Applies the migrations that a database does not have yet, oldest first. Each migration runs in its
 * own transaction, which first takes an advisory lock. So only one migrator works at a time, even
 * through a pooler, and a migration whose process was killed runs again. `sql` needs two connections,
 * because a concurrent index is built outside that transaction. Throws when other transactions keep a
 * table locked for two minutes.
 */
export async function applyMigrations(sql: Sql, migrations: readonly Migration[]): Promise<void> {
  await withMigrationLock(sql, createJournal);
  while (await withMigrationLock(sql, (tx) => applyNext(sql, tx, migrations)));
}

/** Creates the table in which Drizzle stores the applied migrations, so that Drizzle's own tools can read them. */
async function createJournal(tx: SqlTransaction): Promise<void> {
  await tx`create schema if not exists drizzle`;
  await tx`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint
    )`;
}

/** Applies the next migration. Returns false when no migration is left. */
async function applyNext(
  sql: Sql,
  tx: SqlTransaction,
  migrations: readonly Migration[],
): Promise<boolean> {
  const last = await lastAppliedMs(tx);
  const next = migrations.find(({ madeAtMs }) => last === null || madeAtMs > last);
  if (!next) return false;
  const index = concurrentIndexOf(next);
  if (index) await buildIndex(sql, tx, index);
  else await applyStatements(tx, next);
  await tx`
    insert into drizzle.__drizzle_migrations (hash, created_at)
    values (${next.hash}, ${next.madeAtMs})`;
  return true;
}

/** Builds the index on another connection. Meanwhile `tx` stays idle and keeps the migration lock. */
async function buildIndex(sql: Sql, tx: SqlTransaction, index: ConcurrentIndex): Promise<void> {
  // An open portal holds a snapshot that the index build would wait for. A statement without
  // parameters leaves no portal open.
  await tx.unsafe("set local idle_in_transaction_session_timeout = 0");
  await buildConcurrently(sql, index);
}

async function applyStatements(tx: SqlTransaction, migration: Migration): Promise<void> {
  await lockAlteredTables(tx, migration);
  for (const statement of migration.statements) await tx.unsafe(statement);
}

/**
 * Locks every table that the migration alters. This comes before the migration's first statement, and in
 * the order in which a transaction that records a charge locks the tables, so that the two never
 * deadlock: a table comes before the tables that it references, and the rollups come last. A statement
 * timeout limits the sum of the waits. `lock_timeout` would not, because it applies to each lock alone.
 */
async function lockAlteredTables(tx: SqlTransaction, { statements }: Migration): Promise<void> {
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
