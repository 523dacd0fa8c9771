import type { Sql } from "./client";
import type { Migration } from "./migrations";

/** An index that is made while readers and writers of its table go on. */
export interface ConcurrentIndex {
  name: string;
  table: string;
  statement: string;
}

const BUILD = /^\s*create (?:unique )?index concurrently "(\w+)" on "(\w+)"/i;

/**
 * The index that a migration makes concurrently; undefined for one that makes none so. Postgres takes
 * such a statement outside transactions alone, so it is all of its migration: throws where it is not.
 */
export function concurrentIndexOf({ tag, statements }: Migration): ConcurrentIndex | undefined {
  const [found] = statements.flatMap((statement) => {
    const [, name, table] = BUILD.exec(statement) ?? [];
    return name && table ? [{ name, table, statement }] : [];
  });
  if (found && statements.length > 1)
    throw new Error(`${tag} makes ${found.name} concurrently: give that a migration of its own.`);
  return found;
}

/**
 * Makes the index where there is none that is whole; for the only migrator, and outside transactions.
 * One that a killed migrator's server process is still at is waited for, and one that was left
 * invalid is made anew.
 */
export async function buildConcurrently(
  sql: Sql,
  { name, table, statement }: ConcurrentIndex,
): Promise<void> {
  await sql.begin((tx) => tx`lock table ${tx(table)} in share update exclusive mode`);
  const found = await sql`
    select indisvalid as is_valid from pg_index where indexrelid = to_regclass(${`"${name}"`})`;
  if (found[0]?.is_valid) return;
  if (found.length > 0) await sql`drop index concurrently ${sql(name)}`;
  await sql.unsafe(statement);
}
