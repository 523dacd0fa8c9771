import type { Sql } from "../connection/database";
import type { Migration } from "./migration-files";

/** An index that is built while readers and writers of its table continue. */
export interface ConcurrentIndex {
  name: string;
  table: string;
  statement: string;
}

const BUILD = /^\s*create (?:unique )?index concurrently "(\w+)" on "(\w+)"/i;

/**
 * Returns the index that a migration builds concurrently, or undefined when it builds none. Postgres
 * builds such an index only outside a transaction, so the statement must be the only one of its
 * migration. Throws when it is not.
 */
export function concurrentIndexOf({ tag, statements }: Migration): ConcurrentIndex | undefined {
  const [found] = statements.flatMap((statement) => {
    const [, name, table] = BUILD.exec(statement) ?? [];
    return name && table ? [{ name, table, statement }] : [];
  });
  if (found && statements.length > 1)
    throw new Error(
      `The migration ${tag} builds the index ${found.name} concurrently: move that statement to a migration of its own.`,
    );
  return found;
}

/**
 * Builds the index unless it exists. The caller must hold the migration lock, and `sql` must not be in
 * a transaction. When the server process of a killed migrator is still building the index, this waits
 * until that build ends. An index that an interrupted build left invalid is built again.
 */
export async function buildConcurrently(
  sql: Sql,
  { name, table, statement }: ConcurrentIndex,
): Promise<void> {
  // A concurrent build holds a lock that conflicts with this lock, so this statement waits until the
  // build ends.
  await sql.begin((tx) => tx`lock table ${tx(table)} in share update exclusive mode`);
  const found = await sql`
    select indisvalid as is_valid from pg_index where indexrelid = to_regclass(${`"${name}"`})`;
  if (found[0]?.is_valid) return;
  if (found.length > 0) await sql`drop index concurrently ${sql(name)}`;
  await sql.unsafe(statement);
}
